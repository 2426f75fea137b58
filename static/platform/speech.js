/**
 * Reading aloud with a voice that is on the device.
 *
 * Standard: Web Speech API, synthesis. Some voices send the text to a server: those are never used, for what is read may be about a person. With
 * no voice of the language on the device there is no reading aloud, and `available` says so.
 *
 * @typedef {object} Speech
 * @property {(language: "en"|"es") => boolean} available
 * @property {(text: string, language: "en"|"es") => Promise<"finished"|"stopped"|"failed"|"unavailable">} read  stops what was being read
 * @property {() => void} stop
 * @property {(listener: () => void) => (() => void)} onChange  the list of voices arrived or changed
 */

/**
 * @param {SpeechSynthesis|undefined} synthesis  `window.speechSynthesis`
 * @param {new (text: string) => SpeechSynthesisUtterance} Utterance  `window.SpeechSynthesisUtterance`
 * @returns {Speech}
 */
export function createSpeech(synthesis, Utterance) {
  /** @param {"en"|"es"} language */
  const voiceFor = (language) => {
    const local = (synthesis?.getVoices() ?? []).filter((voice) => voice.localService && speaks(voice, language));
    return local.find((voice) => voice.default) ?? local[0];
  };

  return {
    available: (language) => voiceFor(language) !== undefined,
    async read(text, language) {
      const voice = voiceFor(language);
      if (!synthesis || !voice) return "unavailable";
      synthesis.cancel();
      return new Promise((done) => {
        const utterance = new Utterance(text);
        utterance.voice = voice;
        utterance.lang = voice.lang;
        utterance.onend = () => done("finished");
        utterance.onerror = ({ error }) => done(error === "canceled" || error === "interrupted" ? "stopped" : "failed");
        synthesis.speak(utterance);
      });
    },
    stop() {
      synthesis?.cancel();
    },
    onChange(listener) {
      synthesis?.addEventListener("voiceschanged", listener);
      return () => synthesis?.removeEventListener("voiceschanged", listener);
    },
  };
}

/** `en_US` (Android) and `en-US` are both English. @param {SpeechSynthesisVoice} voice @param {string} language */
function speaks(voice, language) {
  return voice.lang.toLowerCase().split(/[-_]/)[0] === language;
}
