package onestop.facts;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import onestop.agencies.Agencies;
import onestop.facts.ReportScope.Level;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Service;

/** Makes report scopes from the parameters of an address. */
@Service
@EnableConfigurationProperties(ReportSettings.class)
public class ReportScopes {
  /** The most by which the moment of a command may precede its commit. */
  private static final Duration UNSETTLED = Duration.ofSeconds(5);

  private final Agencies agencies;
  private final ReportSettings settings;
  private final Clock clock;
  private final ZoneId zone;

  ReportScopes(Agencies agencies, ReportSettings settings, Clock clock, ZoneId zone) {
    this.agencies = agencies;
    this.settings = settings;
    this.clock = clock;
    this.zone = zone;
  }

  /**
   * The parameters of an address; null or a blank means the default.
   *
   * @param level a word such as {@code below}; the whole city without a unit, else the unit
   * @param unit the code of an agency
   * @param period as {@link Period#text()}; by default the present month
   * @param asOf a moment with its offset, or a local one; by default the last whole minute
   */
  public record Asked(
      @Nullable String level,
      @Nullable String unit,
      @Nullable String period,
      @Nullable String asOf) {}

  /**
   * The scope for those parameters.
   *
   * @throws Failure {@code reports/level}, {@code reports/unit-needed}, {@code reports/period},
   *     {@code reports/period-backwards}, {@code reports/as-of}, {@code reports/as-of-future},
   *     {@code reports/as-of-before-period} or {@code agencies/no-such-agency}
   */
  public ReportScope of(Asked asked) {
    Instant asOf = asOf(text(asked.asOf()));
    String unitText = text(asked.unit());
    AgencyCode unit = unitText == null ? null : agencies.get(new AgencyCode(unitText)).code();
    Level level = level(text(asked.level()), unit);
    String periodText = text(asked.period());
    Period period =
        periodText == null
            ? Period.around(Period.Kind.MONTH, asOf.atZone(zone).toLocalDate(), settings.cutOffs())
            : Period.parse(periodText, settings.cutOffs());
    if (asOf.isBefore(period.start(zone))) {
      throw Failure.badInput(
          "reports", "as-of-before-period", "asOf", local(asOf), "from", period.from());
    }
    ReportScope scope =
        new ReportScope(level, unit, Collections.emptySortedSet(), period, asOf, zone);
    return new ReportScope(level, unit, members(scope), period, asOf, zone);
  }

  /** The cut-off days of this installation's statistics. */
  public Period.CutOffs cutOffs() {
    return settings.cutOffs();
  }

  /** The last whole minute of which everything is on record. */
  public Instant settled() {
    return clock.instant().minus(UNSETTLED).truncatedTo(ChronoUnit.MINUTES);
  }

  private static @Nullable String text(@Nullable String asked) {
    return asked == null || asked.isBlank() ? null : asked.strip();
  }

  private Level level(@Nullable String word, @Nullable AgencyCode unit) {
    if (word == null) {
      return unit == null ? Level.CITY : Level.AGENCY;
    }
    Level level =
        Arrays.stream(Level.values())
            .filter(one -> one.name().equals(word.toUpperCase(Locale.ROOT)))
            .findFirst()
            .orElseThrow(() -> Failure.badInput("reports", "level", "level", word));
    if (level != Level.CITY && unit == null) {
      throw Failure.badInput("reports", "unit-needed", "level", word);
    }
    return level;
  }

  private SortedSet<AgencyCode> members(ReportScope scope) {
    SortedSet<AgencyCode> members =
        new TreeSet<>(java.util.Comparator.comparing(AgencyCode::value));
    AgencyCode unit = scope.unit();
    if (unit == null || scope.level() == Level.CITY) {
      return members;
    }
    members.add(unit);
    if (scope.level() == Level.BELOW) {
      members.addAll(agencies.under(unit, scope.day()));
    }
    return members;
  }

  private Instant asOf(@Nullable String text) {
    Instant settled = settled();
    if (text == null) {
      return settled;
    }
    Instant asOf = moment(text).truncatedTo(ChronoUnit.MILLIS);
    if (asOf.isAfter(clock.instant())) {
      throw Failure.badInput("reports", "as-of-future", "asOf", text, "now", local(settled));
    }
    return asOf;
  }

  private Instant moment(String text) {
    try {
      return text.matches(".*(Z|[+-]\\d{2}:?\\d{2})$") && text.contains("T")
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDateTime.parse(text).atZone(zone).toInstant();
    } catch (DateTimeException e) {
      throw Failure.badInput("reports", "as-of", "asOf", text).causedBy(e);
    }
  }

  private String local(Instant at) {
    return at.atZone(zone).toLocalDateTime().toString();
  }
}
