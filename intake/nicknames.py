"""Short forms of first names in English, German and Spanish."""

_ALIKE = """
alexander alex sasha sascha
alexandra alex sandra lexi
alejandro alex ale
andrew andy drew
andreas andi andy
anthony tony antonio toni
barbara barb babs
benjamin ben benny
catherine katherine kathryn cathy kathy kate katie katharina kathrin cat
charles charlie chuck
christina christine tina chris
christopher chris topher
christian chris
daniel dan danny dani
david dave davey
deborah debbie deb
dolores lola
edward ed eddie ted
elizabeth elisabeth liz beth betty lizzie eliza lisa elsa
enrique quique
eugene gene
florian flo
francisco paco pancho fran kiko
franziska franzi
frederick friedrich fred fritz freddy
gabriel gabe
gabriele gabriela gabi gaby
gregory greg
guadalupe lupe
guillermo memo guille
henry hank harry
ignacio nacho
james jim jimmy jamie
jacob jake
jennifer jen jenny
jessica jess jessie
jesus chuy
johannes hannes hans
john jack johnny
jonathan jon jonny
jose pepe
joseph joe joey josef sepp
joshua josh
katherine kat
kenneth ken kenny
lawrence larry
leonard leo len
manuel manu manolo
margaret maggie meg peggy marge
maria mary mia marie
matthew matt matthias
maximilian max
michael mike mick mickey michi miguel
michelle shelly
nicholas nick nico nicolas niko
nathaniel nate nathan
pamela pam
patricia pat patty trish paty
patrick pat paddy
peter pete
philip phil philipp
rebecca becky becca
richard rick dick rich ricky
robert bob rob bobby robbie bert
ronald ron ronnie
rosario charo
samuel sam sammy
samantha sam
sebastian basti seb
stephen steven steve stefan steffen
susan sue susie susanne susi
theodore ted theo
thomas tom tommy tomas
timothy tim
theresa tess terry teresa
ulrich uli
ursula uschi
victoria vicky tori
vincent vince vinny
walter walt
william bill will billy liam willy wilhelm
wolfgang wolfi
zachary zach zack
"""
_GROUPS = tuple(frozenset(line.split()) for line in _ALIKE.strip().splitlines())


def called_alike(one: str, other: str) -> bool:
    """Tell whether two first names, without accents and in lower case, may name one person."""
    return any(one in group and other in group for group in _GROUPS)
