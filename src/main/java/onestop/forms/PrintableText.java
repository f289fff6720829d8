package onestop.forms;

import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Checks at input whether a text can be printed on a form later: characters that the typeface lacks
 * are refused while the author can still correct them. The press checks again, because a text can
 * reach it by another path.
 */
public final class PrintableText {
  private PrintableText() {}

  /**
   * Refuses a text that no form can print; an absent one is accepted. Safe for any number of
   * threads.
   *
   * @param field the name of the field in the caller's input
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
