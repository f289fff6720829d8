package onestop.cli;

import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Keeps the trace of a start that failed for a reason a person can act on out of the log: the
 * command says that reason in one sentence. Everything else is reported as ever.
 */
final class SilentStart implements SpringBootExceptionReporter {

  /** Spring makes it with the context that did not start. */
  SilentStart(ConfigurableApplicationContext context) {}

  @Override
  public boolean reportException(Throwable failure) {
    return Commands.known(failure).isPresent();
  }
}
