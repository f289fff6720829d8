package onestop.cli;

import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Keeps the stack trace of a failed start out of the log if a user can correct the cause: the
 * command prints the cause in one sentence. All other failures are reported as usual.
 */
final class SilentStart implements SpringBootExceptionReporter {

  /** Called by Spring with the context that did not start. */
  SilentStart(ConfigurableApplicationContext context) {}

  @Override
  public boolean reportException(Throwable failure) {
    return Commands.known(failure).isPresent();
  }
}
