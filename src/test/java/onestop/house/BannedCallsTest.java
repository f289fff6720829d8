package onestop.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import onestop.house.planted.PlantedFaults;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Time and chance come in as arguments: nobody reads the wall clock, sleeps, or rolls dice that no
 * seed can repeat. Tests and benchmarks keep to it too.
 */
@Tag("pure")
class BannedCallsTest {
  /** Class, method and, where it matters, the parameter types; a star stands for any. */
  private static final List<Banned> BANNED =
      Stream.concat(
              Stream.of(
                      "Instant",
                      "LocalDate",
                      "LocalTime",
                      "LocalDateTime",
                      "ZonedDateTime",
                      "OffsetDateTime",
                      "OffsetTime",
                      "Year",
                      "YearMonth",
                      "MonthDay")
                  .flatMap(
                      type ->
                          Stream.of(
                              new Banned("java.time." + type, "now", "()"),
                              new Banned("java.time." + type, "now", "(java.time.ZoneId)"))),
              Stream.of(
                  new Banned("java.time.ZoneId", "systemDefault", "*"),
                  new Banned("java.time.Clock", "systemUTC", "*"),
                  new Banned("java.time.Clock", "systemDefaultZone", "*"),
                  new Banned("java.time.Clock", "system", "*"),
                  new Banned("java.time.Clock", "tickMillis", "*"),
                  new Banned("java.time.Clock", "tickSeconds", "*"),
                  new Banned("java.time.Clock", "tickMinutes", "*"),
                  new Banned("java.lang.System", "currentTimeMillis", "*"),
                  new Banned("java.lang.Thread", "sleep", "*"),
                  new Banned("java.util.concurrent.TimeUnit", "sleep", "*"),
                  new Banned("java.util.Date", "<init>", "()"),
                  new Banned("java.util.Calendar", "getInstance", "*"),
                  new Banned("java.util.Random", "<init>", "()"),
                  new Banned("java.util.concurrent.ThreadLocalRandom", "current", "*"),
                  new Banned("java.lang.Math", "random", "*"),
                  // its connection stays open until somebody closes it: list() needs no closing
                  new Banned(
                      "org.springframework.jdbc.core.simple.JdbcClient$MappedQuerySpec",
                      "stream",
                      "*")))
          .toList();

  /** Measures and waits by the wall clock: that is what it is for. */
  private static final String LOAD = "onestop.benchmarks.load..";

  /** The one place where the wall clock enters, and what it may call. */
  private static final Map<String, Set<String>> DOORS =
      Map.of("onestop.TimeConfiguration", Set.of("Clock.system"));

  @Test
  void nobodyReadsTheWallClockSleepsOrRollsUnseededDice() {
    DescribedPredicate<JavaClass> load = JavaClass.Predicates.resideInAPackage(LOAD);
    assertThat(offences(House.allClasses().that(DescribedPredicate.not(load)))).isEmpty();
  }

  @Test
  void doorsAreStillInUse() {
    DOORS.forEach(
        (door, calls) ->
            assertThat(House.allClasses().contain(door))
                .as("%s may call %s, but is gone", door, calls)
                .isTrue());
  }

  @Test
  void seesEveryPlantedCall() {
    List<String> seen = offences(new ClassFileImporter().importPackagesOf(PlantedFaults.class));
    assertThat(seen)
        .filteredOn(s -> s.contains("ReadsTheWallClock"))
        .extracting(s -> s.substring(s.indexOf("calls ")))
        .containsExactlyInAnyOrder(
            "calls java.time.Instant.now()",
            "calls java.time.Instant.now()",
            "calls java.time.LocalDate.now(java.time.ZoneId)",
            "calls java.time.ZoneId.systemDefault()",
            "calls java.lang.System.currentTimeMillis()",
            "calls java.time.Clock.systemUTC()",
            "calls java.util.Random.<init>()",
            "calls java.lang.Thread.sleep(long)");
    assertThat(seen).noneMatch(s -> s.contains("TakesTimeAsAnArgument"));
  }

  private static List<String> offences(JavaClasses classes) {
    return classes.stream().flatMap(type -> offences(type).stream()).distinct().sorted().toList();
  }

  private static List<String> offences(JavaClass type) {
    return type.getAccessesFromSelf().stream()
        .filter(access -> BANNED.stream().anyMatch(b -> b.matches(access)))
        .filter(access -> !DOORS.getOrDefault(outermost(type), Set.of()).contains(called(access)))
        .map(
            access ->
                "%s line %d calls %s.%s%s"
                    .formatted(
                        type.getName(),
                        access.getLineNumber(),
                        access.getTargetOwner().getName(),
                        access.getTarget().getName(),
                        Banned.parametersOf(access)))
        .toList();
  }

  private static String outermost(JavaClass type) {
    return type.getName().replaceAll("\\$.*", "");
  }

  private static String called(JavaAccess<?> access) {
    return access.getTargetOwner().getSimpleName() + "." + access.getTarget().getName();
  }

  private record Banned(String owner, String name, String parameters) {
    boolean matches(JavaAccess<?> access) {
      if (!access.getTargetOwner().getName().equals(owner)
          || !access.getTarget().getName().equals(name)) {
        return false;
      }
      return parameters.equals("*") || parameters.equals(parametersOf(access));
    }

    static String parametersOf(JavaAccess<?> access) {
      if (!(access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target)) {
        return "";
      }
      return "("
          + String.join(
              ",", target.getRawParameterTypes().stream().map(JavaClass::getName).toList())
          + ")";
    }
  }
}
