package onestop.models;

import java.time.Instant;
import onestop.kernel.Actor;
import org.jspecify.annotations.Nullable;

/**
 * One version of a process model. Its bytes are read apart ({@link Models#bytes}).
 *
 * @param version from 1 for each process
 * @param sha256 of the bytes, 64 hexadecimal digits
 * @param procedure the code of the procedure that the process served when the version was brought;
 *     null if the catalogue had none
 * @param author who brought it; an automaton for what is shipped
 * @param reason in the author's words, empty if none was given
 * @param engineVersion which version of its process it is in the engine; null if it never was there
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

  /** Who brought a version, as on record: {@link Actor#kind} and {@link Actor#name}. */
  public record Author(String kind, String name) {
    static Author of(Actor actor) {
      return new Author(actor.kind(), actor.name());
    }
  }
}
