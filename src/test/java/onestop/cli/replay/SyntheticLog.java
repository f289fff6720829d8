package onestop.cli.replay;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A register that never was: for each dossier the verdict is drawn first and the dates are made to
 * fit it, so that the expected figures come from the draw and not from any date.
 */
final class SyntheticLog {
  private static final Instant FIRST = Instant.parse("2020-01-06T08:00:00Z");
  private static final Duration SPAN = Duration.ofDays(300);

  /** What a clerk would count. */
  record Figures(int received, int resolvedOnTime, int resolvedLate, int openInTime, int openLate) {
    int owed() {
      return resolvedLate + openLate;
    }

    int resolved() {
      return resolvedOnTime + resolvedLate;
    }
  }

  private enum Verdict {
    ON_TIME,
    ON_THE_DOT,
    LATE,
    OPEN_IN_TIME,
    OPEN_LATE
  }

  private final SplittableRandom random;
  private final StringBuilder xml = new StringBuilder();
  private final int[] drawn = new int[Verdict.values().length];
  private int row;
  private int dirty;

  private SplittableRandom random() {
    return random;
  }

  private SyntheticLog(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Draws a log of that many dossiers from a seed: the same seed gives the same bytes. */
  static SyntheticLog draw(long seed, int dossiers) {
    SyntheticLog log = new SyntheticLog(seed);
    log.xml.append(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <log xes.version="1.0" xmlns="http://www.xes-standard.org/">
          <global scope="trace"><date key="deadline" value="1970-01-01T00:00:00Z"/></global>
          <date key="deadline" value="2199-01-01T00:00:00Z"/>
        """);
    for (int i = 0; i < dossiers; i++) {
      log.trace();
    }
    log.closing();
    log.xml.append("</log>\n");
    return log;
  }

  Figures figures() {
    return new Figures(
        row,
        drawn[Verdict.ON_TIME.ordinal()] + drawn[Verdict.ON_THE_DOT.ordinal()],
        drawn[Verdict.LATE.ordinal()],
        drawn[Verdict.OPEN_IN_TIME.ordinal()],
        drawn[Verdict.OPEN_LATE.ordinal()]);
  }

  /** How many work items were planted after the end of their dossier. */
  int dirtyRows() {
    return dirty;
  }

  String xml() {
    return xml.toString();
  }

  Path write(Path file) throws IOException {
    boolean packed = file.toString().endsWith(".gz");
    try (OutputStream out =
        packed ? new GZIPOutputStream(Files.newOutputStream(file)) : Files.newOutputStream(file)) {
      out.write(xml().getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private void trace() {
    Verdict verdict = Verdict.values()[random().nextInt(Verdict.values().length)];
    Instant horizon = FIRST.plus(SPAN);
    // whatever is open in time has a deadline after the horizon, everything else before it
    Instant start = FIRST.plus(some(SPAN.dividedBy(2)));
    Instant deadline =
        verdict == Verdict.OPEN_IN_TIME
            ? horizon.plus(some(Duration.ofDays(30))).plusMillis(1)
            : start.plusSeconds(3600).plus(some(Duration.ofDays(100)));
    @Nullable Instant end =
        switch (verdict) {
          case ON_TIME ->
              start.plusMillis(1 + random().nextLong(Duration.between(start, deadline).toMillis()));
          case ON_THE_DOT -> deadline;
          case LATE -> deadline.plusMillis(1).plus(some(Duration.ofDays(20)));
          case OPEN_IN_TIME, OPEN_LATE -> null;
        };
    emit(verdict, start, deadline, end);
  }

  /** The last dossier comes in at the horizon itself, which no other moment may pass. */
  private void closing() {
    Instant horizon = FIRST.plus(SPAN);
    emit(Verdict.OPEN_IN_TIME, horizon, horizon.plusSeconds(60), null);
  }

  private void emit(Verdict verdict, Instant start, Instant deadline, @Nullable Instant end) {
    row++;
    drawn[verdict.ordinal()]++;
    xml.append("<trace><string key=\"concept:name\" value=\"s-").append(row).append("\">");
    xml.append("<date key=\"enddate\" value=\"1970-01-01T00:00:00Z\"/></string>\n");
    xml.append("<string key=\"responsible\" value=\"chief\"/>");
    date("startdate", start);
    date("deadline", deadline);
    if (end != null) {
      date("enddate", end);
    }
    Instant until = end == null ? FIRST.plus(SPAN) : end;
    for (int i = random().nextInt(4); i > 0 && until.isAfter(start); i--) {
      event(start.plusMillis(random().nextLong(Duration.between(start, until).toMillis() + 1)));
    }
    if (end != null
        && end.isBefore(FIRST.plus(SPAN).minusSeconds(60))
        && random().nextInt(5) == 0) {
      dirty++;
      event(end.plusMillis(1 + random().nextInt(50_000)));
    }
    xml.append("</trace>\n");
  }

  private void event(Instant at) {
    xml.append("<event><string key=\"concept:name\" value=\"T0").append(random().nextInt(9));
    xml.append("\"/><string key=\"org:resource\" value=\"r").append(random().nextInt(5));
    xml.append("\"/>");
    date("time:timestamp", at);
    xml.append("</event>\n");
  }

  private void date(String key, Instant at) {
    xml.append("<date key=\"").append(key).append("\" value=\"");
    xml.append(at.atOffset(ZoneOffset.ofHours(random().nextInt(3)))).append("\"/>");
  }

  private Duration some(Duration most) {
    return Duration.ofMillis(random().nextLong(most.toMillis()));
  }
}
