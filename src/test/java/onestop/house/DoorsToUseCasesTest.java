package onestop.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import onestop.house.planted.PlantedFaults;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Pages and API reach what officers do through {@code desk}, so that both do the same: no handler
 * holds a facade of the domain, and {@code desk} knows nothing of HTTP.
 */
@Tag("pure")
class DoorsToUseCasesTest {
  /** What is behind the use cases of officers. */
  private static final Set<String> FACADES =
      Set.of(
          "onestop.dossiers.Dossiers",
          "onestop.dossiers.DossierParties",
          "onestop.dossiers.AppointmentForecast",
          "onestop.dossiers.steps.Corrections",
          "onestop.dossiers.steps.ClockBounds",
          "onestop.dossiers.steps.ContactCorrections",
          "onestop.apologies.Apologies",
          "onestop.apologies.LetterPreview",
          "onestop.escalation.Escalations",
          "onestop.inbox.Inbox",
          "onestop.inbox.InboxPages",
          "onestop.inbox.NextItem",
          "onestop.inbox.SavedViews",
          "onestop.engine.WorkItems",
          "onestop.sla.SlaClocks",
          "onestop.delivery.Outbox",
          "onestop.conduct.Lookups",
          "onestop.conduct.Explanations",
          "onestop.conduct.Traits",
          "onestop.reports.Hearings",
          "onestop.reports.HearingChanges",
          "onestop.reports.StatutoryReports",
          "onestop.reports.DossierRegister",
          "onestop.facts.PresentFigures",
          "onestop.facts.DossierLists");

  private static final Set<String> HANDLERS =
      Set.of(
          "onestop.web.page",
          "onestop.web.api",
          "onestop.web.handed",
          "onestop.web.download",
          "onestop.web.reach");

  @Test
  void handlersHoldUseCasesAndNoFacade() {
    assertThat(
            House.mainClasses().stream()
                .filter(DoorsToUseCasesTest::isHandler)
                .flatMap(DoorsToUseCasesTest::facadesOf))
        .isEmpty();
  }

  @Test
  void seesAFacadeInAHandler() {
    JavaClass planted =
        new ClassFileImporter()
            .importPackagesOf(PlantedFaults.class)
            .get(PlantedFaults.HoldsAFacade.class);
    assertThat(facadesOf(planted))
        .containsExactly(planted.getName() + " holds onestop.dossiers.Dossiers");
  }

  @Test
  void everyFacadeExistsAndIsHeldByAUseCase() {
    Set<String> held = new TreeSet<>();
    House.mainClasses().stream()
        .filter(type -> type.getPackageName().startsWith("onestop.desk"))
        .flatMap(type -> type.getFields().stream())
        .map(field -> field.getRawType().getName())
        .forEach(held::add);
    assertThat(held).containsAll(FACADES);
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

  private static boolean isHandler(JavaClass type) {
    return HANDLERS.stream().anyMatch(folder -> type.getPackageName().startsWith(folder));
  }

  private static Stream<String> facadesOf(JavaClass type) {
    return type.getFields().stream()
        .map(JavaField::getRawType)
        .map(JavaClass::getName)
        .filter(FACADES::contains)
        .map(facade -> type.getName() + " holds " + facade);
  }
}
