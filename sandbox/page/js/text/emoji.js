// The common emoji by their short names; a name that is not here stays text.

const EMOJI = {
  "+1": "👍", thumbsup: "👍", "-1": "👎", thumbsdown: "👎", ok_hand: "👌", clap: "👏", wave: "👋",
  pray: "🙏", muscle: "💪", raised_hands: "🙌", point_right: "👉", point_up: "☝️", handshake: "🤝",
  white_check_mark: "✅", heavy_check_mark: "✔️", heavy_minus_sign: "➖", ballot_box_with_check: "☑️", x: "❌",
  negative_squared_cross_mark: "❎", warning: "⚠️", rotating_light: "🚨", no_entry: "⛔",
  exclamation: "❗", question: "❓", bangbang: "‼️", information_source: "ℹ️", sos: "🆘",
  camera: "📷", camera_with_flash: "📸", paperclip: "📎", page_facing_up: "📄", file_folder: "📁",
  memo: "📝", clipboard: "📋", link: "🔗", lock: "🔒", unlock: "🔓", key: "🔑", bulb: "💡",
  calendar: "📅", date: "📅", spiral_calendar_pad: "🗓️", alarm_clock: "⏰", stopwatch: "⏱️",
  hourglass: "⌛", hourglass_flowing_sand: "⏳", clock9: "🕘", bell: "🔔", no_bell: "🔕",
  arrow_right: "➡️", arrow_left: "⬅️", arrow_up: "⬆️", arrow_down: "⬇️", repeat: "🔁",
  arrows_counterclockwise: "🔄", fast_forward: "⏩", leftwards_arrow_with_hook: "↩️",
  tada: "🎉", sparkles: "✨", star: "⭐", fire: "🔥", rocket: "🚀", trophy: "🏆", heart: "❤️",
  eyes: "👀", smile: "😄", slightly_smiling_face: "🙂", grinning: "😀", joy: "😂", wink: "😉",
  thinking_face: "🤔", sweat_smile: "😅", cry: "😢", sob: "😭", sunglasses: "😎", zzz: "💤",
  robot_face: "🤖", coffee: "☕", palm_tree: "🌴", house: "🏠", bus: "🚌", chart_with_upwards_trend: "📈",
  chart_with_downwards_trend: "📉", bar_chart: "📊", large_green_circle: "🟢", large_yellow_circle: "🟡",
  large_orange_circle: "🟠", red_circle: "🔴", white_circle: "⚪", black_circle: "⚫", wrench: "🔧",
  hammer_and_wrench: "🛠️", gear: "⚙️", mag: "🔍", speech_balloon: "💬", wastebasket: "🗑️", seedling: "🌱",
  runner: "🏃", running: "🏃", snowflake: "❄️", thermometer: "🌡️", broom: "🧹", moneybag: "💰", receipt: "🧾",
};

/** The few reactions on offer. */
export const OFFERED = ["+1", "white_check_mark", "eyes", "tada", "heart", "pray"];

const SHORTCODE = /:([a-z0-9_+'-]+)(?:::skin-tone-[2-6])?:/g;

/** The character of a short name; null when it is not known. */
export function emoji(name) {
  return Object.hasOwn(EMOJI, name) ? EMOJI[name] : null;
}

/** Text with the short names that are known drawn as emoji. */
export function withEmoji(text) {
  return text.replace(SHORTCODE, (whole, name) => emoji(name) ?? whole);
}

/** What a reaction shows: its character, else its name. */
export function reactionSign(name) {
  return emoji(name.split("::")[0]) ?? `:${name}:`;
}
