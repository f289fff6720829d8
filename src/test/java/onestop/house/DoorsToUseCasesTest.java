package onestop.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import onestop.house.planted.PlantedFaults;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Pages and API reach the domain through use cases, so that both do the same: a handler holds no
 * component of the domain but reference data, which it only reads, and {@code desk} knows nothing
 * of HTTP.
 */
@Tag("pure")
class DoorsToUseCasesTest {
  private static final Set<String> HANDLERS =
      Set.of(
          "onestop.web.page",
          "onestop.web.api",
          "onestop.web.handed",
          "onestop.web.download",
          "onestop.web.reach");

  /** Names and days that every answer is worded with. */
  private static final Set<String> REFERENCE_DATA =
      Set.of(
          "onestop.agencies.Agencies",
          "onestop.procedures.Catalogue",
          "onestop.calendar.Calendars");

  /** The changes of reference data, which are use cases. */
  private static final Set<String> CHANGES = Set.of("add", "importCsv", "changeHours");

  /** The use cases of designers of models, as those of officers are in {@code desk}. */
  private static final String MODELS = "onestop.models.Models";

  @Test
  void handlersHoldUseCasesAndReferenceData() {
    assertThat(handlers().flatMap(DoorsToUseCasesTest::domainOf)).isEmpty();
  }

  @Test
  void seesAComponentOfTheDomainInAHandler() {
    assertThat(domainOf(planted()))
        .containsExactly(planted().getName() + " holds onestop.dossiers.Dossiers");
  }

  @Test
  void handlersOnlyReadReferenceData() {
    assertThat(handlers().flatMap(DoorsToUseCasesTest::changesOf)).isEmpty();
  }

  @Test
  void seesAChangeOfReferenceData() {
    assertThat(changesOf(planted()))
        .containsExactly(planted().getName() + " calls onestop.agencies.Agencies.add");
  }

  @Test
  void everyExceptionIsNeeded() {
    Set<String> held = new TreeSet<>();
    handlers()
        .flatMap(type -> type.getFields().stream())
        .map(field -> field.getRawType().getName())
        .forEach(held::add);
    assertThat(held).containsAll(REFERENCE_DATA).contains(MODELS);
  }

  @Test
  void useCasesKnowNoHttp() {
    assertThat(
            House.mainClasses().stream()
                .filter(type -> type.getPackageName().startsWith("onestop.desk"))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass().getName())
                .filter(
                    name ->
                        name.startsWith("jakarta.servlet.")
                            || name.startsWith("org.thymeleaf.")
                            || name.startsWith("org.springframework.web.")
                            || name.startsWith("org.springframework.ui.")
                            || name.startsWith("org.springframework.http.")
                            || name.startsWith("org.springframework.security.")))
        .isEmpty();
  }

  private static JavaClass planted() {
    return new ClassFileImporter()
        .importPackagesOf(PlantedFaults.class)
        .get(PlantedFaults.HoldsAFacade.class);
  }

  private static Stream<JavaClass> handlers() {
    return House.mainClasses().stream()
        .filter(type -> HANDLERS.stream().anyMatch(type.getPackageName()::startsWith));
  }

  private static Stream<String> domainOf(JavaClass type) {
    Set<String> domain = Domain.COMPONENTS;
    return type.getFields().stream()
        .map(JavaField::getRawType)
        .map(JavaClass::getName)
        .filter(domain::contains)
        .filter(name -> !REFERENCE_DATA.contains(name) && !name.equals(MODELS))
        .map(held -> type.getName() + " holds " + held);
  }

  private static Stream<String> changesOf(JavaClass type) {
    return type.getMethodCallsFromSelf().stream()
        .filter(call -> REFERENCE_DATA.contains(call.getTargetOwner().getName()))
        .filter(call -> CHANGES.contains(call.getName()))
        .map(
            call ->
                type.getName() + " calls " + call.getTargetOwner().getName() + "." + call.getName())
        .distinct();
  }

  /** The components behind the use cases, and the interfaces that they implement. */
  private static final class Domain {
    static final Set<String> COMPONENTS = components(House.mainClasses());

    private static Set<String> components(JavaClasses main) {
      return main.stream()
          .filter(House::isComponent)
          .flatMap(type -> Stream.concat(Stream.of(type), type.getAllRawInterfaces().stream()))
          .map(JavaClass::getName)
          .filter(name -> name.startsWith("onestop."))
          .filter(name -> !name.startsWith("onestop.web.") && !name.startsWith("onestop.desk."))
          .collect(Collectors.toSet());
    }
  }
}
