"""Words for doing something: how a step begins, and who is said to do it."""

import re

_ENGLISH = """
accept acknowledge activate add address adjust advise agree aim align allocate allow amend analyse
analyze announce answer apply appoint approve arm arrange ask assemble assess assign attach attend
audit authorise authorize avoid back backflush backup bag bake bank bleach block blow boil book
boot box break brew brief bring brush build burn buy calculate calibrate call cancel capture carry
cash catch change charge chase check choose circulate clean clear click clip clock close code
collect comb combine communicate compare compile complete compress confirm connect consolidate
contact continue convert cook cool coordinate copy correct count cover create cross cut date
deactivate debrief decide declare deep defrost delegate delete deliver deploy deposit descale
describe design detach determine dial disable discard disconnect discuss disinfect dispatch
dispose distribute dock document double download draft drain draw dress drop dry dump dust e-file
edit eject email empty enable encourage enforce engage ensure enter escalate establish evaluate
examine execute export extend fasten feed fetch file fill filter finalise finalize find finish fit
fix flag flip flush fold follow format forward freeze fuel gather generate get give go grab grade
grease greet grind guide hand hang harvest have heat help hold hoover host identify implement
import inform initial input insert inspect install invite invoice irrigate isolate issue join keep
knit label launch lay leave let level lift light list load locate lock log look lower lubricate
mail maintain make manage map mark match measure meet merge message mix monitor mop mount move mow
navigate note notify obtain offer oil open order organise organize outline pack paint park paste
pay perform phone photograph pick place plan plug polish portion position post pour power practise
prep prepare press preview price print prioritise prioritize process produce promote prompt proof
provide prune publish pull pump purchase purge push put quarantine query raise rake re-order
re-stock read rearrange reboot recalibrate receive recertify recharge recheck reclaim recognise
recognize reconcile record recycle redact reduce refer refill refresh refrigerate register release
relocate remediate remind remove rename renew rent reopen reorder repair repeat replace replenish
reply report request rerun research reset resolve respond restart restock restore retain retrieve
return review revise revoke rinse roll rotate route run sample sanitise sanitize save scan
schedule scoop scrape screen scroll scrub seal search seat secure see select sell send separate
serve service set setup share sharpen shelve shift ship shred shut sign simmer skim slice smile
smoke soak sort split spot spray squeeze stack stamp staple start steam steep sterilise sterilize
stock stop store straighten strip submit subscribe supervise supply surf swap sweep swich swirl
switch sync tag take talk tally taste tell tend test thank thaw throw tick tidy tie tighten time
top touch track train transfer trash treat triage trim troubleshoot tune turn type unblock uncover
unload unlock unpack unplug update upgrade upload use vacuum validate vary ventilate verify visit
wait wake walk warm wash watch water wax weed weigh welcome wheel wipe withdraw work wrap write
zero zip
"""
_GERMAN = """
bringe drucke fege fülle gib hole informiere kontrolliere lade leere lege mach mache melde messe
miss nimm notiere prüf prüfe putze reinige schalte schicke schließe sende spüle starte stelle
trage unterschreibe wische zähle öffne
"""
_SPANISH = """
abra abre anota anote apaga apague asegure añada barra barre cierra cierre coloca coloque
comprueba compruebe confirme cuenta cuente deje desinfecte encienda enciende entregue envía envíe
escriba espere firma firme friegue haga haz imprima informe inspeccione lava lave limpia limpie
llena llene mida ordene pon ponga prepara prepare recoge recoja registra registre reponga retire
revisa revise saca saque toma tome vacía vacíe verifica verifique
"""
_VERBS = frozenset(f"{_ENGLISH} {_GERMAN} {_SPANISH}".split())
_ADVERBS = frozenset(
    re.split(
        r"\s+",
        "then first next finally lastly now also always please again immediately carefully quickly "
        "spot deep double thoroughly regularly bitte dann zuerst danach anschließend primero luego "
        "después finalmente never not",
    )
)
# Nouns that end as a German infinitive does, or a Spanish one, are rarely the last word.
_INFINITIVE_AT_END = re.compile(r"[a-zäöüß]{3,}(?:en|ern|eln)[.!]?$")
_SPANISH_INFINITIVE = re.compile(r"[a-zñáéíóú]{2,}(?:ar|er|ir)(?:l[aoe]s?|se)?$")
_GERMAN_WORDS = re.compile(
    r"[äöüß]|\b(?:der|die|das|den|dem|und|im|am|an|auf|aus|ein|eine|mit|nach|von|vor|zum|zur|"
    r"bei|alle)\b",
    re.IGNORECASE,
)
_SPANISH_WORDS = re.compile(
    r"[ñáéíóú]|\b(?:el|la|los|las|de|del|y|con|en|por|para|un|una|al)\b", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2019'][^\W\d_]+)*")
_HEAD = 120


def begins_with_verb(text: str) -> bool:
    """Tell whether words ask for something to be done: “Mop the bar”, “Kasse zählen”."""
    words = [word.casefold() for word in _WORD.findall(text[:_HEAD])[:4]]
    while words and words[0] in _ADVERBS:
        words = words[1:]
    if not words:
        return False
    return words[0] in _VERBS or _is_infinitive(words[0], text)


def _is_infinitive(first: str, text: str) -> bool:
    short = text[:_HEAD]
    if _SPANISH_INFINITIVE.fullmatch(first) and _SPANISH_WORDS.search(short):
        return True
    return bool(
        _GERMAN_WORDS.search(short) and _INFINITIVE_AT_END.search(short.split("(")[0].strip())
    )


def is_verb(word: str) -> bool:
    """Tell a verb as it asks for something, in its plain form."""
    return word.casefold() in _VERBS


def base_of(verb: str) -> str | None:
    """Return the verb of “checks”, “closes”, “carries”; None for a word that is none."""
    word = verb.casefold()
    for ending, instead in (("ies", "y"), ("es", ""), ("s", "")):
        base = word.removesuffix(ending) + instead
        if word.endswith(ending) and base in _VERBS:
            return base
    return None
