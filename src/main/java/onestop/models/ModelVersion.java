package onestop.models;

import java.time.Instant;
import onestop.kernel.Actor;
import org.jspecify.annotations.Nullable;

/**
 * One version of a process model. Its bytes are read separately ({@link Models#bytes}).
 *
 * @param version from 1 for each process
 * @param sha256 of the bytes, 64 hexadecimal digits
 * @param procedure the code of the procedure that the process served when the version was
 *     submitted; null if the catalogue had none
 * @param author the author; an automaton for a shipped model
 * @param reason in the author's words, empty if none was given
 * @param engineVersion the engine's version of the process; null if it was never deployed
 */
public record ModelVersion(
    String processKey,
    int version,
    String sha256,
    @Nullable String procedure,
    Author author,
    String reason,
    Instant createdAt,
    ModelState state,
    @Nullable Integer engineVersion) {

  /** The recorded author of a version: {@link Actor#kind} and {@link Actor#name}. */
  public record Author(String kind, String name) {
    static Author of(Actor actor) {
      return new Author(actor.kind(), actor.name());
    }
  }
}
