package onestop.dossiers.handover;

import java.time.Instant;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import org.jspecify.annotations.Nullable;

/**
 * The hand-over of a result, recorded once; insert-only. It is apart from the dossier's events,
 * which name nobody.
 *
 * @param receiver the name of the proxy; null where there was none
 * @param receiverPaper the number of the proxy's identity paper; null likewise
 * @param authority whether the proxy showed a written authority
 * @param address where a parcel went; null where none was sent
 * @param parcel its number; null likewise
 */
public record HandedOver(
    DossierCode dossier,
    To to,
    @Nullable String receiver,
    @Nullable String receiverPaper,
    boolean authority,
    @Nullable String address,
    @Nullable String parcel,
    Receipt receipt,
    Actor.Officer by,
    Instant at) {
  /** Who received the result. */
  public enum To {
    APPLICANT,
    PROXY,
    POST
  }

  /** What became of the receipt of the dossier. */
  public enum Receipt {
    /** It was taken back. */
    TAKEN,
    /** It was declared lost. */
    LOST,
    /** The applicant keeps it. */
    KEPT
  }

  /** The only form allowed in a log: it is about a person. */
  @Override
  public String toString() {
    return "HandedOver[" + dossier + ", " + to + "]";
  }
}
