package onestop.kernel;

import java.util.Objects;

/**
 * The code a dossier keeps for life, unique in the city, printed on every paper and in every ledger
 * entry.
 *
 * <p>The format of the code belongs to the numbering scheme that issued it; here it is opaque text
 * of 1 to 60 printable characters.
 */
public record DossierCode(String value) implements Comparable<DossierCode> {
  /** The longest code any scheme may issue, in characters. */
  public static final int MAX_LENGTH = 60;

  public DossierCode {
    Objects.requireNonNull(value, "value");
    Codes.check("kernel", "dossier-code", value, MAX_LENGTH);
  }

  @Override
  public int compareTo(DossierCode other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
