package onestop.web.book;

import java.util.ArrayList;
import java.util.List;
import onestop.kernel.PlainText;

/**
 * Breaks the labels of a picture into lines. Widths are estimates for the font of the pages, on the
 * wide side: a browser draws no line wider than it was reckoned here.
 */
final class LabelText {
  /** The size of the text of a block, in pixels. */
  static final double SIZE = 12;

  /** The size of what stands in few words beside a shape or in a badge. */
  static final double SMALL = 11;

  private LabelText() {}

  /** The text in lines of at most that width, broken between words; a longer word stands alone. */
  static List<String> lines(String text, double width, double size) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : text.strip().split("\\s+")) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (line.isEmpty() || width(longer, size) <= width) {
        line = longer;
      } else {
        lines.add(line);
        line = word;
      }
    }
    if (!line.isEmpty()) {
      lines.add(line);
    }
    return lines;
  }

  /** The width of a text in one line. */
  static double width(String text, double size) {
    double ems = 0;
    // a letter is as wide with its tones as without
    String plain = PlainText.of(text);
    for (int i = 0; i < plain.length(); i++) {
      ems += width(plain.charAt(i));
    }
    double capitals = text.chars().filter(Character::isUpperCase).count() * 0.14;
    return (ems + capitals) * size;
  }

  private static double width(char c) {
    return switch (c) {
      case 'i', 'j', 'l', '.', ',', ':', '\'', '|' -> 0.30;
      case 'f', 't', 'r', ' ', '(', ')', '-' -> 0.40;
      case 'm', 'w' -> 0.90;
      default -> c < 128 ? 0.62 : 1.0;
    };
  }
}
