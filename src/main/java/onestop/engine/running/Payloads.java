package onestop.engine.running;

import onestop.kernel.DossierCode;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Passes the payload of a completed work item to the announcement that follows on the same thread.
 * The payload is an object of an upper module; it never enters the engine, which could not store
 * it.
 */
@Component
public final class Payloads {
  private final ThreadLocal<@Nullable CarriedPayload> said = new ThreadLocal<>();

  private record CarriedPayload(DossierCode dossier, @Nullable Object payload) {}

  /**
   * Runs {@code move}, which moves the process of the dossier on; the dossier's announcements find
   * the payload meanwhile.
   */
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

  /**
   * The payload for this dossier; another dossier that moves in the same call has its own payload
   * or none.
   */
  @Nullable Object of(DossierCode dossier) {
    @Nullable CarriedPayload now = said.get();
    return now == null || !now.dossier().equals(dossier) ? null : now.payload();
  }
}
