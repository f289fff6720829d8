package onestop.desk.papers;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import onestop.agencies.Role;
import onestop.desk.Caller;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import onestop.signing.PdfSigner;
import onestop.signing.SignedAs;
import org.springframework.stereotype.Service;

/**
 * Signed copies of printed documents, made when they are asked for by the head or the records clerk
 * of the agency whose key it is. The document itself, and the evidence of it, stay as they are: a
 * copy begins with its bytes.
 */
@Service
public final class SignedCopies {
  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm");

  private final PdfSigner signer;
  private final PaperWords words;
  private final Clock clock;

  SignedCopies(PdfSigner signer, PaperWords words, Clock clock) {
    this.signer = signer;
    this.words = words;
    this.clock = clock;
  }

  /** How a document of an agency is signed, as the caller sees it. */
  public enum Way {
    /** The agency has no key: the document is printed and signed on paper. */
    ON_PAPER,
    /** The caller may have a signed copy. */
    COPY,
    /** Others make the signed copies. */
    BY_OTHERS
  }

  /** How documents of that agency are signed, as the caller sees it. */
  public Way way(Caller caller, AgencyCode agency) {
    if (onPaper(agency)) {
      return Way.ON_PAPER;
    }
    return isOpenTo(caller, agency) ? Way.COPY : Way.BY_OTHERS;
  }

  /** Whether that agency has no key, so that its documents are signed on paper. */
  public boolean onPaper(AgencyCode agency) {
    return !signer.hasKey(agency);
  }

  /** Whether the caller may make signed copies of that agency's documents. */
  public boolean isOpenTo(Caller caller, AgencyCode agency) {
    return signer.hasKey(agency) && signsFor(caller, agency);
  }

  private static boolean signsFor(Caller caller, AgencyCode agency) {
    return caller.officer().agency().equals(agency)
        && caller.hasAny(Role.HEAD_OF_AGENCY, Role.RECORDS_CLERK);
  }

  /**
   * A signed copy of that document.
   *
   * @param title the key of the document's name
   * @throws Failure {@code desk/copy-not-yours}, {@code desk/signed-on-paper}, or as {@link
   *     PdfSigner#sign}
   */
  public byte[] of(byte[] pdf, String title, AgencyCode agency, Caller caller) {
    if (!signsFor(caller, agency)) {
      throw Failure.forbidden("desk", "copy-not-yours", "agency", agency.value());
    }
    if (!signer.hasKey(agency)) {
      throw Failure.conflict("desk", "signed-on-paper", "agency", agency.value());
    }
    ZonedDateTime now = clock.instant().atZone(clock.getZone());
    return signer.sign(
        pdf,
        new SignedAs(
            now, words.text(title), words.text("signing.line", signer.name(), MOMENT.format(now))));
  }
}
