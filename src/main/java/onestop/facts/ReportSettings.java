package onestop.facts;

import java.time.DayOfWeek;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How statistics are cut off.
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
