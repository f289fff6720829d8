package onestop.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import onestop.house.planted.PlantedFaults;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Every command that changes a dossier, a clock, an obligation, a letter or an escalation goes
 * through the gateway: it stands inside the facades, so whoever is above them cannot pass it by.
 */
@Tag("pure")
class GatewayTest {
  /** What a dossier's life is kept by. */
  private static final Set<String> KEEPERS =
      Set.of("engine", "sla", "dossiers", "apologies", "escalation");

  /** Whole calendars, not dossiers: all clocks move in one transaction with the new calendar. */
  private static final Map<String, String> EXCEPTIONS =
      Map.of("onestop.desk.calendars.CalendarChanges", "recalculate");

  /**
   * The first row of a counter or register is made in a transaction of its own, whatever becomes of
   * the other.
   */
  private static final Set<String> OWN_TRANSACTIONS =
      Set.of(
          "onestop.dossiers.DossierNumbers",
          "onestop.dossiers.registers.ResultRegisters",
          "onestop.apologies.letter.NumberSeries");

  @Test
  void nobodyAboveTheFacadesCallsAWriterThatJoinsATransaction() {
    assertThat(House.mainClasses().stream().flatMap(GatewayTest::passesBy)).isEmpty();
  }

  @Test
  void facadesOpenNoTransactionsOfTheirOwn() {
    assertThat(
            House.mainClasses().stream()
                .filter(type -> KEEPERS.contains(module(type)) && !module(type).equals("engine"))
                .filter(type -> !OWN_TRANSACTIONS.contains(type.getName()))
                .flatMap(GatewayTest::opensTransactions))
        .isEmpty();
  }

  @Test
  void exceptionsAreStillInUse() {
    Set<String> used = new TreeSet<>();
    EXCEPTIONS.forEach(
        (type, method) ->
            House.mainClasses().get(type).getMethodCallsFromSelf().stream()
                .map(JavaMethodCall::getName)
                .filter(method::equals)
                .forEach(name -> used.add(type)));
    assertThat(used).isEqualTo(EXCEPTIONS.keySet());
    OWN_TRANSACTIONS.forEach(type -> assertThat(House.mainClasses().contain(type)).isTrue());
  }

  @Test
  void seesAPlantedWriterThatPassesTheGatewayBy() {
    var planted =
        new ClassFileImporter()
            .importPackagesOf(PlantedFaults.class, onestop.engine.ProcessRuntime.class);
    assertThat(planted.stream().flatMap(GatewayTest::passesBy))
        .anyMatch(found -> found.contains("PassesTheGatewayBy"));
    assertThat(planted.stream().flatMap(GatewayTest::opensTransactions))
        .anyMatch(found -> found.contains("PassesTheGatewayBy"));
  }

  private static Stream<String> passesBy(JavaClass type) {
    if (KEEPERS.contains(module(type))) {
      return Stream.of();
    }
    return type.getMethodCallsFromSelf().stream()
        .filter(call -> KEEPERS.contains(module(call.getTargetOwner())))
        .filter(call -> isWriter(call.getTarget()))
        .filter(call -> !call.getName().equals(EXCEPTIONS.get(type.getName())))
        .map(call -> type.getName() + " calls " + call.getTarget().getFullName());
  }

  /** Whether it, or what implements it, joins or opens a transaction to write. */
  private static boolean isWriter(AccessTarget.MethodCallTarget target) {
    return target.resolveMember().stream()
        .flatMap(
            method ->
                Stream.concat(
                    Stream.of(method),
                    method.getOwner().getAllSubclasses().stream()
                        .flatMap(type -> sameOf(type, method).stream())))
        .anyMatch(
            method ->
                method
                    .tryGetAnnotationOfType(Transactional.class)
                    .filter(transactional -> !transactional.readOnly())
                    .isPresent());
  }

  private static List<JavaMethod> sameOf(JavaClass type, JavaMethod method) {
    return type.getMethods().stream()
        .filter(
            own ->
                own.getName().equals(method.getName())
                    && own.getRawParameterTypes().equals(method.getRawParameterTypes()))
        .toList();
  }

  private static Stream<String> opensTransactions(JavaClass type) {
    return type.getDirectDependenciesFromSelf().stream()
        .filter(use -> use.getTargetClass().isEquivalentTo(TransactionTemplate.class))
        .map(use -> type.getName() + " opens transactions")
        .distinct();
  }

  private static String module(JavaClass type) {
    String name = type.getPackageName();
    return name.startsWith("onestop.") ? name.split("\\.")[1] : "";
  }
}
