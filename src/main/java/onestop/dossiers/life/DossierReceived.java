package onestop.dossiers.life;

import java.time.Instant;
import onestop.kernel.DomainEvent;
import onestop.kernel.DossierCode;

/** An application has become a dossier, or a leg of a dossier has been opened. */
public record DossierReceived(Dossier received) implements DomainEvent {
  @Override
  public DossierCode dossier() {
    return received.code();
  }

  @Override
  public Instant at() {
    return received.receivedAt();
  }
}
