package onestop.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A word as it is looked up.
 *
 * @param plain in lower case, without tones and marks, letters and digits only
 * @param toned with its marks, and the tone behind the letters, so that {@code hòa} and {@code hoà}
 *     are one word; equals {@link #plain} for a word without any
 */
public record Word(String plain, String toned) {
  /** Longer words are cut off: no name, number or code has a longer one. */
  static final int LONGEST = 40;

  private static final Pattern NEITHER_LETTER_NOR_DIGIT = Pattern.compile("[^\\p{L}\\p{N}\\p{M}]+");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final String TONES = "\u0300\u0301\u0303\u0309\u0323";

  /**
   * The words of a text, in order. Marks that a text carries apart from their letters, half and
   * full width letters, and characters without a width make no difference.
   *
   * @param most further words are left out
   */
  public static List<Word> of(String text, int most) {
    String apart =
        Normalizer.normalize(Normalizer.normalize(text, Normalizer.Form.NFKC), Normalizer.Form.NFD);
    List<Word> words = new ArrayList<>();
    for (String part : NEITHER_LETTER_NOR_DIGIT.split(unseen(apart).toLowerCase(Locale.ROOT))) {
      Word word = word(part);
      if (!word.plain().isEmpty() && words.size() < most) {
        words.add(word);
      }
    }
    return List.copyOf(words);
  }

  /** Characters that direct or join others stand within words, and separate none. */
  private static String unseen(String text) {
    return text.replaceAll("\\p{Cf}+", "");
  }

  private static Word word(String part) {
    String cut = part.length() > 2 * LONGEST ? part.substring(0, 2 * LONGEST) : part;
    String plain = MARKS.matcher(cut).replaceAll("").replace('đ', 'd');
    StringBuilder letters = new StringBuilder();
    StringBuilder tone = new StringBuilder();
    cut.chars().forEach(c -> (TONES.indexOf(c) >= 0 ? tone : letters).append((char) c));
    return new Word(shortened(plain), shortened(letters.append(tone).toString()));
  }

  private static String shortened(String text) {
    int end = Math.min(LONGEST, text.length());
    boolean half =
        end > 0 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1));
    return text.substring(0, half ? end - 1 : end);
  }

  /** Whether it was typed with tones or marks. */
  boolean isToned() {
    return !plain.equals(toned);
  }

  /** Whether the words are equal, tones apart. */
  boolean isLike(Word other) {
    return plain.equals(other.plain);
  }

  /** Whether the words are equal, or this one was typed without tones. */
  boolean isSame(Word other) {
    return isLike(other) && (!isToned() || toned.equals(other.toned));
  }

  boolean isNumber() {
    return plain.chars().allMatch(Character::isDigit);
  }

  /**
   * Other words that a hasty hand may have meant: keys of the input methods Telex and VNI that no
   * program has turned into marks, and {@code i} for {@code y} or {@code y} for {@code i} at the
   * end.
   */
  Set<String> meant() {
    Set<String> others = new LinkedHashSet<>();
    others.add(withoutKeys(plain));
    if (plain.endsWith("y") || plain.endsWith("i")) {
      String stem = plain.substring(0, plain.length() - 1);
      others.add(stem + (plain.endsWith("y") ? "i" : "y"));
    }
    others.remove(plain);
    others.remove("");
    return others;
  }

  private static String withoutKeys(String typed) {
    String letters = typed.replaceAll("(?<=[a-z])[1-9]+", "").replaceAll("^dd", "d");
    int vowel = 0;
    while (vowel < letters.length() && "aeiouy".indexOf(letters.charAt(vowel)) < 0) {
      vowel++;
    }
    if (vowel == letters.length()) {
      return letters;
    }
    return letters.substring(0, vowel)
        + letters.substring(vowel).replaceAll("[sfrxjw]", "").replaceAll("([aeo])\\1", "$1");
  }

  /** Words as one text in which each is found between blanks. */
  static String line(List<Word> words, int longest) {
    StringBuilder line = new StringBuilder(" ");
    for (Word word : words) {
      if (line.length() + word.plain().length() < longest) {
        line.append(word.plain()).append(' ');
      }
    }
    return line.toString();
  }
}
