package onestop.testing;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Ends the databases in memory that a test class leaves: those of all classes of a JVM are half a
 * gigabyte, which every full collection has to pass. {@code META-INF/services} of the tests names
 * it.
 */
public final class LeftDatabases implements AfterAllCallback {
  @Override
  public void afterAll(ExtensionContext testClass) {
    TestDatabase.dropAll();
  }
}
