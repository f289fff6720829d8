package onestop.apologies.obligation;

import java.time.Instant;
import onestop.kernel.DossierCode;
import org.jspecify.annotations.Nullable;

/**
 * An obligation of apology was opened or took a step.
 *
 * @param step null for the opening
 * @param after the obligation as it stands now
 */
public record ObligationChanged(@Nullable ObligationStep step, ApologyObligation after, Instant at)
    implements onestop.kernel.DomainEvent {
  @Override
  public DossierCode dossier() {
    return after.dossier();
  }
}
