package onestop.procedures;

import onestop.kernel.Failure;

/**
 * The refusal of a process model. Its problem type {@code
 * urn:onestop:problem:procedures:model-refused} is published, so it stays under this module's name.
 */
public final class ModelRefused {
  private ModelRefused() {}

  /**
   * The failure that names the file, the number of errors and the first error; the element may be
   * empty.
   */
  public static Failure because(String file, int errors, String code, String element) {
    return Failure.badInput(
        "procedures",
        "model-refused",
        "file",
        file,
        "count",
        errors,
        "code",
        code,
        "element",
        element);
  }
}
