package onestop.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import onestop.kernel.Failure;
import onestop.node.DatabaseClosed;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.ContextClosedEvent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Unmatched;

/**
 * {@code onestop serve}: runs pages and API until it is stopped, or until the database inside the
 * process has closed itself, so that a supervisor can restart the process.
 */
@Command(name = "serve")
final class ServeCommand implements Callable<Integer> {
  @ParentCommand private @Nullable RootCommand root;

  @Option(names = "--port", paramLabel = "N")
  private @Nullable Integer port;

  @Unmatched private List<String> settings = new ArrayList<>();

  @Override
  public Integer call() throws InterruptedException {
    List<String> arguments = new ArrayList<>(settings.stream().map(this::setting).toList());
    if (port != null) {
      arguments.add("--server.port=" + port(port));
    }
    CountDownLatch closed = new CountDownLatch(1);
    SpringApplication application =
        new SpringApplication(java.util.Objects.requireNonNull(root).application());
    Ending ending = new Ending(closed);
    application.addListeners(
        (ApplicationListener<ContextClosedEvent>) event -> closed.countDown(), ending);
    ConfigurableApplicationContext served = application.run(arguments.toArray(String[]::new));
    closed.await();
    if (ending.databaseClosed) {
      served.close();
      throw Failure.of(Failure.Kind.LOST_RESOURCE, "cli", "database-closed");
    }
    return Commands.DONE;
  }

  /** A separate class, because a lambda would receive every event that is no Spring event. */
  private static final class Ending
      implements ApplicationListener<PayloadApplicationEvent<DatabaseClosed>> {
    private final CountDownLatch closed;
    private volatile boolean databaseClosed;

    Ending(CountDownLatch closed) {
      this.closed = closed;
    }

    @Override
    public void onApplicationEvent(PayloadApplicationEvent<DatabaseClosed> event) {
      databaseClosed = true;
      closed.countDown();
    }
  }

  private static int port(int port) {
    if (port < 0 || port > 65_535) {
      throw Failure.badInput("cli", "port", "value", String.valueOf(port));
    }
    return port;
  }

  /**
   * A setting of the application, {@code --name.of.setting=value}; any other argument is refused.
   */
  private String setting(String argument) {
    if (!argument.matches("--[a-z][a-z0-9-]*(\\.[A-Za-z0-9\\[\\]-]+)+=.*")) {
      throw Failure.badInput("cli", "setting", "argument", argument);
    }
    return argument;
  }
}
