package onestop.search;

import java.util.List;
import java.util.stream.Collectors;
import onestop.kernel.Failure;

/**
 * What somebody typed to find a dossier.
 *
 * @param words all words, numbers included
 * @param number the number that is meant if the text is nothing else, or the longest one in it;
 *     empty if there is none
 * @param others the words beside the number
 */
public record SearchText(List<Word> words, String number, List<Word> others) {
  /** The largest number of characters. */
  public static final int LONGEST = 200;

  /** The distance of a name that has words beginning with those typed, and no more. */
  public static final int FARTHEST = 4;

  private static final int MOST_WORDS = 10;
  private static final int FEWEST_LETTERS = 2;
  private static final int FEWEST_DIGITS = 3;

  public SearchText {
    words = List.copyOf(words);
    others = List.copyOf(others);
  }

  /**
   * Reads a text.
   *
   * @throws Failure {@code search/too-long}, or {@code search/too-short} if the text has fewer than
   *     two letters and fewer than three digits
   */
  public static SearchText of(String typed) {
    if (typed.length() > LONGEST) {
      throw Failure.badInput("search", "too-long", "length", typed.length(), "max", LONGEST);
    }
    List<Word> words = Word.of(typed, MOST_WORDS);
    boolean onlyNumber = !words.isEmpty() && words.stream().allMatch(Word::isNumber);
    boolean oneWord =
        words.size() == 1 && words.get(0).plain().chars().anyMatch(Character::isDigit);
    String number =
        onlyNumber || oneWord || isCode(words)
            ? SearchNumbers.bare(typed)
            : words.stream()
                .filter(Word::isNumber)
                .map(word -> SearchNumbers.bare(word.plain()))
                .filter(digits -> digits.length() >= FEWEST_DIGITS)
                .reduce("", (one, other) -> one.length() >= other.length() ? one : other);
    if (number.length() < FEWEST_DIGITS) {
      number = "";
    }
    int letters = words.stream().mapToInt(word -> word.plain().length()).sum();
    if (number.isEmpty() && (letters < FEWEST_LETTERS || onlyNumber)) {
      throw Failure.badInput(
          "search", "too-short", "letters", FEWEST_LETTERS, "digits", FEWEST_DIGITS);
    }
    String joined = number;
    boolean whole = onlyNumber || oneWord || isCode(words);
    return new SearchText(
        words,
        number,
        whole ? List.of() : words.stream().filter(word -> !joined.equals(word.plain())).toList());
  }

  /** Part of a code: at most one word of letters and digits, and numbers. */
  private static boolean isCode(List<Word> words) {
    return words.stream().filter(word -> !word.isNumber()).count() == 1
        && words.stream().allMatch(word -> word.plain().matches("[a-z]{0,3}[0-9]+"));
  }

  /**
   * How far a name is from what was typed: 0 the whole name, word for word, and with the tones that
   * were typed; 1 the whole name; 2 whole words of it, with the tones typed; 3 whole words; {@value
   * #FARTHEST} otherwise. The order of the words does not count.
   */
  public int distance(String name) {
    List<Word> there = Word.of(name, Integer.MAX_VALUE);
    boolean plain = words.stream().allMatch(word -> there.stream().anyMatch(word::isLike));
    boolean toned = words.stream().allMatch(word -> there.stream().anyMatch(word::isSame));
    boolean whole = there.stream().allMatch(word -> words.stream().anyMatch(word::isLike));
    if (!plain) {
      return FARTHEST;
    }
    return (whole ? 0 : 2) + (toned ? 0 : 1);
  }

  /** The words as somebody reads them; for tests and messages. */
  @Override
  public String toString() {
    return words.stream().map(Word::plain).collect(Collectors.joining(" "));
  }
}
