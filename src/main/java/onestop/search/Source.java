package onestop.search;

/**
 * Where a word or number of a dossier stands.
 *
 * @param key the key of the form's field, or the number of the note; empty for others
 */
public record Source(Kind kind, String key) {
  /** The dossier's code. */
  public static final Source CODE = new Source(Kind.CODE, "");

  static final Source NAME = new Source(Kind.NAME, "");
  static final Source PHONE = new Source(Kind.PHONE, "");
  static final Source IDENTITY = new Source(Kind.IDENTITY, "");

  /** The kind of a source, most telling first. */
  public enum Kind {
    CODE("C"),
    NAME("N"),
    PHONE("P"),
    IDENTITY("I"),
    FORM("F"),
    NOTE("T");

    private final String letter;

    Kind(String letter) {
      this.letter = letter;
    }

    private static Kind of(char letter) {
      for (Kind kind : values()) {
        if (kind.letter.charAt(0) == letter) {
          return kind;
        }
      }
      throw new IllegalStateException("no such source: " + letter);
    }
  }

  static Source field(String key) {
    return new Source(Kind.FORM, key);
  }

  static Source note(int no) {
    return new Source(Kind.NOTE, Integer.toString(no));
  }

  String text() {
    return key.isEmpty() ? kind.letter : kind.letter + "/" + key;
  }

  static Source of(String text) {
    return new Source(Kind.of(text.charAt(0)), text.length() < 2 ? "" : text.substring(2));
  }
}
