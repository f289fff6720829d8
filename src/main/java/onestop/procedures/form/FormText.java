package onestop.procedures.form;

import java.util.Locale;

/** A text of a form in both languages; {@code en} equals {@code vi} where it is not translated. */
public record FormText(String vi, String en) {
  /** The absent text. */
  public static final FormText NONE = new FormText("", "");

  /** The text in that language. */
  public String in(Locale language) {
    return language.getLanguage().equals("en") ? en : vi;
  }

  /** The text behind a heading, in both languages; the text alone if there is no heading. */
  FormText under(FormText heading) {
    return heading.isEmpty()
        ? this
        : new FormText(heading.vi() + " – " + vi, heading.en() + " – " + en);
  }

  /** Whether there is no text. */
  public boolean isEmpty() {
    return vi.isEmpty();
  }
}
