package onestop.kernel;

import java.util.Objects;

/** The login name of one officer; 1 to 60 printable characters, never reused for another person. */
public record OfficerId(String value) implements Comparable<OfficerId> {
  public OfficerId {
    Objects.requireNonNull(value, "value");
    Codes.check("kernel", "officer-id", value, 60);
  }

  @Override
  public int compareTo(OfficerId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
