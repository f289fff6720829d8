package onestop.facts;

import java.time.DayOfWeek;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the statistics' cut-off days.
 *
 * @param cutOffDay see {@link Period.CutOffs#day()}
 * @param weekEndsOn see {@link Period.CutOffs#weekEndsOn()}
 */
@ConfigurationProperties("onestop.reports")
record ReportSettings(
    @DefaultValue("0") int cutOffDay, @DefaultValue("SUNDAY") DayOfWeek weekEndsOn) {
  Period.CutOffs cutOffs() {
    return new Period.CutOffs(cutOffDay, weekEndsOn);
  }
}
