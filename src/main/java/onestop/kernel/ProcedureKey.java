package onestop.kernel;

import java.util.Objects;

/**
 * One version of one administrative procedure; a dossier is pinned to it at intake.
 *
 * @param code the national procedure code, for example {@code 1.004873}
 * @param version the catalogue version, from 1
 */
public record ProcedureKey(String code, int version) {
  public ProcedureKey {
    Objects.requireNonNull(code, "code");
    Codes.check("kernel", "procedure-code", code, 60);
    if (version < 1) {
      throw Failure.badInput("kernel", "procedure-version", "value", version);
    }
  }

  @Override
  public String toString() {
    return code + "/" + version;
  }
}
