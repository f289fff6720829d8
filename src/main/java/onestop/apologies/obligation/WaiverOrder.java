package onestop.apologies.obligation;

import onestop.kernel.Failure;

/**
 * The decision of an approver that an apology is not owed.
 *
 * @param document the number of the document on which the decision rests, at most {@link
 *     #MAX_DOCUMENT} characters
 */
public record WaiverOrder(long obligationId, Waiver.Ground ground, String document) {
  /** The longest document number, in characters. */
  public static final int MAX_DOCUMENT = 2000;

  /**
   * The document number as recorded, without blanks around it.
   *
   * @throws Failure {@code apologies/document-missing} or {@code apologies/document-too-long}
   */
  public String checkedDocument() {
    String number = document == null ? "" : document.strip();
    if (number.isEmpty()) {
      throw Failure.badInput("apologies", "document-missing");
    }
    if (number.length() > MAX_DOCUMENT) {
      throw Failure.badInput(
          "apologies", "document-too-long", "length", number.length(), "max", MAX_DOCUMENT);
    }
    return number;
  }
}
