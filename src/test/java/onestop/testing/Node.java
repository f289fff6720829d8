package onestop.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * A node as it runs in earnest, with timers, periodic work and pages, whose machine has a clock
 * that goes right or is some time ahead.
 */
public final class Node implements AutoCloseable {
  private final ConfigurableApplicationContext context;
  private final AtomicReference<Duration> ahead;

  private Node(ConfigurableApplicationContext context, AtomicReference<Duration> ahead) {
    this.context = context;
    this.ahead = ahead;
  }

  /** Starts one on that database, its clock so far ahead of the machine's. */
  public static Node start(Map<String, String> where, Duration ahead, String... settings) {
    AtomicReference<Duration> offset = new AtomicReference<>(ahead);
    List<String> args =
        new ArrayList<>(
            List.of(
                "--spring.profiles.active=test",
                "--spring.datasource.url=" + where.get("url"),
                "--spring.datasource.username=" + where.get("user"),
                "--spring.datasource.password=" + where.get("password"),
                "--spring.datasource.hikari.maximum-pool-size=8",
                "--server.port=0",
                "--onestop.demo=false",
                "--logging.level.root=warn"));
    args.addAll(List.of(settings));
    if (args.stream().noneMatch(arg -> arg.startsWith("--onestop.node.interval="))) {
      args.add("--onestop.node.interval=250ms");
    }
    try {
      ConfigurableApplicationContext context =
          new SpringApplicationBuilder(Class.forName("onestop.Onestop"))
              .initializers(
                  c ->
                      ((GenericApplicationContext) c)
                          .registerBean(
                              "movedClock", BeanPostProcessor.class, () -> moving(offset)))
              .run(args.toArray(String[]::new));
      return new Node(context, offset);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static BeanPostProcessor moving(AtomicReference<Duration> ahead) {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof Clock clock ? new Moved(clock, ahead) : bean;
      }
    };
  }

  /** Sets how far the clock is ahead from now on. */
  public void setAhead(Duration by) {
    ahead.set(by);
  }

  public <T> T get(Class<T> type) {
    return context.getBean(type);
  }

  /** Where pages and API are served. */
  public int port() {
    return ((ServletWebServerApplicationContext) context).getWebServer().getPort();
  }

  @Override
  public void close() {
    context.close();
  }

  private static final class Moved extends Clock {
    private final Clock right;
    private final AtomicReference<Duration> ahead;

    Moved(Clock right, AtomicReference<Duration> ahead) {
      this.right = right;
      this.ahead = ahead;
    }

    @Override
    public Instant instant() {
      return right.instant().plus(Objects.requireNonNull(ahead.get()));
    }

    @Override
    public ZoneId getZone() {
      return right.getZone();
    }

    @Override
    public Clock withZone(@Nullable ZoneId zone) {
      return new Moved(right.withZone(Objects.requireNonNull(zone)), ahead);
    }
  }
}
