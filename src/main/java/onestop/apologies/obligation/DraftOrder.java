package onestop.apologies.obligation;

import java.text.Normalizer;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import onestop.forms.PrintableText;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;

/**
 * The entries of an officer for a letter.
 *
 * @param text the text to the citizen, at most {@link #MAX_TEXT} characters; required with {@link
 *     ApologyReason#OTHER}
 * @param newDueAt the proposed appointment; null leaves it to the rule pack
 * @param revision the revision of the obligation that the officer saw; null replaces any draft
 */
public record DraftOrder(
    long obligationId,
    ApologyReason reason,
    String text,
    @Nullable Instant newDueAt,
    @Nullable Long revision) {
  /** An order that replaces any draft. */
  public DraftOrder(
      long obligationId, ApologyReason reason, String text, @Nullable Instant newDueAt) {
    this(obligationId, reason, text, newDueAt, null);
  }

  /** The longest text, in characters. */
  public static final int MAX_TEXT = 2000;

  /**
   * The text as printed on a letter.
   *
   * @throws Failure {@code apologies/reason-not-for-officers}, {@code apologies/text-…} or {@code
   *     forms/unprintable} for a text that a letter must not contain
   */
  public String checkedText() {
    if (!reason.isForOfficers()) {
      throw Failure.badInput(
          "apologies",
          "reason-not-for-officers",
          "value",
          reason.name(),
          "allowed",
          Arrays.stream(ApologyReason.values())
              .filter(ApologyReason::isForOfficers)
              .map(Enum::name)
              .collect(Collectors.joining(", ")));
    }
    String printed =
        text == null
            ? ""
            : Normalizer.normalize(text.replace("\r\n", "\n").strip(), Normalizer.Form.NFC);
    if (reason == ApologyReason.OTHER && printed.isEmpty()) {
      throw Failure.badInput("apologies", "text-missing");
    }
    if (printed.length() > MAX_TEXT) {
      throw Failure.badInput(
          "apologies", "text-too-long", "length", printed.length(), "max", MAX_TEXT);
    }
    PrintableText.require("text", printed);
    return printed;
  }
}
