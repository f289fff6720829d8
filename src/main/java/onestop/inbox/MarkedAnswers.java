package onestop.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import onestop.kernel.PlainText;
import onestop.procedures.form.AnswerText;
import onestop.procedures.form.ApplicationForm;
import onestop.procedures.form.FormElement.Field;
import onestop.procedures.form.FormElement.Kind;
import onestop.procedures.form.FormText;

/**
 * The answers of a dossier's form that the form marks for searching, as a row of a list holds them.
 *
 * @param texts by the fields' keys, as they are read in both languages
 * @param words what lists are filtered by: each word without tones behind its field's key, and the
 *     whole value of a field that is no text; between blanks
 */
public record MarkedAnswers(Map<String, FormText> texts, String words) {
  /** The answers of a dossier without a form, or of one whose form marks no field. */
  public static final MarkedAnswers NONE = new MarkedAnswers(Map.of(), "");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<TreeMap<String, List<String>>> TEXTS =
      new TypeReference<>() {};

  /** A longer answer is cut off: a line of a list shows no more. */
  private static final int LONGEST = 120;

  private static final int MOST_WORDS = 12;

  /** Stands in no row. */
  private static final String NOWHERE = "\n";

  public MarkedAnswers {
    texts = Collections.unmodifiableMap(new TreeMap<>(texts));
  }

  /** The marked answers of a form as it was filled in. */
  static MarkedAnswers of(ApplicationForm form, Map<String, Object> answers) {
    Map<String, AnswerText> vi = AnswerText.searched(form, answers, Locale.forLanguageTag("vi"));
    Map<String, AnswerText> en = AnswerText.searched(form, answers, Locale.ENGLISH);
    Map<String, FormText> texts = new TreeMap<>();
    List<String> words = new ArrayList<>();
    for (Field field : form.searched()) {
      String key = field.key();
      AnswerText text = vi.get(key);
      AnswerText english = en.get(key);
      if (text != null && english != null) {
        texts.put(key, new FormText(cut(text.answer()), cut(english.answer())));
        needles(field, String.valueOf(answers.get(key))).forEach(word -> words.add(word.strip()));
      }
    }
    return texts.isEmpty() ? NONE : new MarkedAnswers(texts, " " + String.join(" ", words) + " ");
  }

  private static String cut(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…";
  }

  /**
   * What {@link #words} must contain for a field to have a typed answer: words that begin with
   * those typed, in any order, or the whole value of a field that is no text.
   *
   * @return empty if no answer to the field can be so
   */
  public static Optional<List<String>> wanted(Field field, String typed) {
    Object answer = field.alone().check(Map.of(field.key(), typed)).answers().get(field.key());
    List<String> needles = answer == null ? List.of() : needles(field, answer.toString());
    return needles.isEmpty() ? Optional.empty() : Optional.of(needles);
  }

  /** What no row contains. */
  public static List<String> nothing() {
    return List.of(NOWHERE);
  }

  private static List<String> needles(Field field, String answer) {
    String before = " " + field.key() + "=";
    if (field.kind() != Kind.TEXT) {
      return List.of(before + answer.replace(' ', '_') + " ");
    }
    String plain = PlainText.words(answer);
    return plain.isEmpty()
        ? List.of()
        : List.of(plain.split(" ")).stream()
            .distinct()
            .limit(MOST_WORDS)
            .map(word -> before + word)
            .toList();
  }

  /** The texts as they are stored; empty if there are none. */
  String json() {
    if (texts.isEmpty()) {
      return "";
    }
    Map<String, List<String>> stored = new TreeMap<>();
    texts.forEach(
        (key, text) ->
            stored.put(
                key,
                text.vi().equals(text.en()) ? List.of(text.vi()) : List.of(text.vi(), text.en())));
    try {
      return JSON.writeValueAsString(stored);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The answers of a row. */
  static MarkedAnswers stored(String json, String words) {
    if (json.isEmpty()) {
      return NONE;
    }
    try {
      Map<String, FormText> texts = new TreeMap<>();
      JSON.readValue(json, TEXTS)
          .forEach(
              (key, text) -> texts.put(key, new FormText(text.get(0), text.get(text.size() - 1))));
      return new MarkedAnswers(texts, words);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The only form allowed in a log: answers are personal data. */
  @Override
  public String toString() {
    return "MarkedAnswers" + texts.keySet();
  }
}
