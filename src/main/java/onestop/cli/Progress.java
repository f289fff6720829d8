package onestop.cli;

import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Shows the progress of a long command: a bar on a terminal's standard error once it runs longer
 * than two seconds, and no output elsewhere.
 */
final class Progress implements AutoCloseable {
  private static final long PATIENCE_NANOS = Duration.ofSeconds(2).toNanos();

  private final String title;
  private final boolean wanted;
  private final long startedAt = System.nanoTime();
  private @Nullable ProgressBar bar;

  Progress(String title, boolean terminal) {
    this.title = title;
    this.wanted = terminal;
  }

  /** Sets the progress: {@code done} of {@code all}. */
  void reach(long done, long all) {
    if (!wanted) {
      return;
    }
    if (bar == null && System.nanoTime() - startedAt > PATIENCE_NANOS) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(title)
              .setInitialMax(all)
              .setStyle(ProgressBarStyle.ASCII)
              .build();
    }
    if (bar != null) {
      bar.stepTo(done);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
