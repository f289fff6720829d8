package onestop.conduct;

import java.time.Instant;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;

/** An officer's recorded explanation of a fact (giải trình); never changed, never deleted. */
public record Explanation(
    DossierCode dossier, Trait about, String text, Actor.Officer author, Instant at) {

  /** The longest text of an explanation. */
  public static final int MAX_TEXT = 2000;
}
