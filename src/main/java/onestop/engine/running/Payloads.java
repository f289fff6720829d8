package onestop.engine.running;

import onestop.kernel.DossierCode;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What an officer said when completing a work item, on its way to the announcement that follows on
 * the same thread: an object of the upper floors, which the engine could not store and never sees.
 */
@Component
public final class Payloads {
  private final ThreadLocal<@Nullable CarriedPayload> said = new ThreadLocal<>();

  private record CarriedPayload(DossierCode dossier, @Nullable Object payload) {}

  /** Lets the process of the dossier move on; its announcements meanwhile find the payload. */
  void carry(DossierCode dossier, @Nullable Object payload, Runnable move) {
    @Nullable CarriedPayload before = said.get();
    said.set(new CarriedPayload(dossier, payload));
    try {
      move.run();
    } finally {
      if (before == null) {
        said.remove();
      } else {
        said.set(before);
      }
    }
  }

  /** What was said about this dossier; another dossier that moves along has its own or none. */
  @Nullable Object of(DossierCode dossier) {
    @Nullable CarriedPayload now = said.get();
    return now == null || !now.dossier().equals(dossier) ? null : now.payload();
  }
}
