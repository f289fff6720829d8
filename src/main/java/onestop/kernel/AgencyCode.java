package onestop.kernel;

import java.util.Objects;

/**
 * The identifier of an agency (ward, district office, department), as in the national code list; 1
 * to 40 printable characters.
 */
public record AgencyCode(String value) implements Comparable<AgencyCode> {
  public AgencyCode {
    Objects.requireNonNull(value, "value");
    Codes.check("kernel", "agency-code", value, 40);
  }

  @Override
  public int compareTo(AgencyCode other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
