package onestop.forms;

import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Says of a text, where it enters, whether it can stand on a form later: what the typeface lacks is
 * refused while the one who typed it is still there. The press refuses it again, should it have
 * come by another way.
 */
public final class PrintableText {
  private PrintableText() {}

  /**
   * Refuses a text that no form can print; an absent one is fine. Safe for any number of threads.
   *
   * @param field the name under which the caller gave it
   * @throws Failure {@code forms/unprintable} with the field, the first such character and its
   *     number in Unicode
   */
  public static void require(String field, @Nullable String text) {
    if (text != null) {
      FormFonts.SHIPPED
          .missing(FormText.composed(text))
          .ifPresent(
              c -> {
                throw Failure.badInput(
                    "forms",
                    "unprintable",
                    "field",
                    field,
                    "character",
                    FormFonts.shown(c),
                    "codePoint",
                    FormFonts.name(c));
              });
    }
  }
}
