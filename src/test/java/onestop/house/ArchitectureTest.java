package onestop.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import onestop.house.planted.PlantedFaults;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/** The map of docs/ARCHITECTURE.md is what the code does, and nothing else. */
@Tag("pure")
class ArchitectureTest {
  private static final ModuleMap MAP = ModuleMap.read(House.text("docs/ARCHITECTURE.md"));

  /** Modules whose arithmetic an outsider must be able to run on a bare JDK. */
  private static final String[] PURE_MODULES = {
    "onestop.calendar..", "onestop.sla..", "onestop.ledger.."
  };

  /**
   * A type of a pure module may know Spring or SQL only when it says so: by a Spring annotation on
   * it or on the type around it, or by the name of a store or a table.
   */
  private static final DescribedPredicate<JavaClass> OUTSPOKEN =
      new DescribedPredicate<>("Spring beans, configuration, stores or tables") {
        @Override
        public boolean test(JavaClass type) {
          boolean annotated =
              type.getAnnotations().stream()
                  .anyMatch(a -> a.getRawType().getPackageName().startsWith("org.springframework"));
          boolean store =
              type.getSimpleName().endsWith("Store") || type.getSimpleName().endsWith("Table");
          boolean packageInfo = type.getSimpleName().equals("package-info");
          return annotated
              || store
              || packageInfo
              || type.getEnclosingClass().map(this::test).orElse(false);
        }
      };

  private static final DescribedPredicate<JavaClass> FRAMEWORK_OR_SQL =
      DescribedPredicate.or(
              resideInAPackage("org.springframework.."),
              resideInAPackage("java.sql.."),
              resideInAPackage("javax.sql.."),
              resideInAPackage("jakarta.."),
              resideInAPackage("org.camunda.."),
              resideInAPackage("org.quartz.."))
          .as("Spring, SQL, Jakarta, Camunda or Quartz");

  private static final ArchRule PURE_TYPES_STAY_PURE =
      noClasses()
          .that(resideInAnyOf(PURE_MODULES).and(DescribedPredicate.not(OUTSPOKEN)))
          .should()
          .dependOnClassesThat(FRAMEWORK_OR_SQL)
          .allowEmptyShould(true);

  /** Algorithms: nothing of a framework, a database or the engine is in them. */
  private static final ArchRule ALGORITHMS_ARE_PLAIN =
      noClasses()
          .that(
              resideInAnyOf("onestop.batch..", "onestop.sla.clock..")
                  .and(DescribedPredicate.not(OUTSPOKEN)))
          .should()
          .dependOnClassesThat(
              DescribedPredicate.or(FRAMEWORK_OR_SQL, resideInAPackage("javax.sql..")));

  private static final ArchRule ONLY_ENGINE_KNOWS_CAMUNDA =
      noClasses()
          .that(DescribedPredicate.not(resideInAPackage("onestop.engine..")))
          .should()
          .dependOnClassesThat(resideInAPackage("org.camunda.."));

  private static ApplicationModules modules() {
    return House.withoutLibraries(() -> ApplicationModules.of("onestop"));
  }

  @Test
  void modulesUseOnlyWhatTheyDeclare() {
    modules().verify();
  }

  @Test
  void mapNamesEveryModuleAndNoOther() {
    Set<String> packages =
        House.mainClasses().stream()
            .map(JavaClass::getPackageName)
            .filter(name -> name.startsWith("onestop."))
            .map(name -> name.split("\\.")[1])
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(packages).isEqualTo(MAP.uses().keySet());
  }

  @Test
  void everyModuleDeclaresExactlyWhatTheMapSays() throws ClassNotFoundException {
    Map<String, Set<String>> declared = new TreeMap<>();
    for (String module : MAP.uses().keySet()) {
      Class<?> packageInfo = Class.forName("onestop." + module + ".package-info");
      ApplicationModule annotation = packageInfo.getAnnotation(ApplicationModule.class);
      assertThat(annotation)
          .as("onestop.%s is annotated @ApplicationModule: Modulith skips what is not", module)
          .isNotNull();
      assertThat(annotation.allowedDependencies())
          .as("onestop.%s declares allowedDependencies: Modulith allows all when it is left out")
          .doesNotContain(ApplicationModule.OPEN_TOKEN);
      declared.put(
          module,
          Arrays.stream(annotation.allowedDependencies())
              .map(used -> used.split("::")[0].strip()) // a named interface of the module
              .collect(Collectors.toCollection(TreeSet::new)));
    }
    assertThat(declared).isEqualTo(MAP.uses());
  }

  @Test
  void everyModuleLooksStrictlyDownwards() {
    assertThat(MAP.upwardLooks()).isEmpty();
  }

  @Test
  void everyModuleUsesAllThatItMay() {
    assertThat(MAP.unused(imports(House.mainClasses()))).isEmpty();
  }

  /** The modules that the classes of each module name. */
  private static Map<String, Set<String>> imports(JavaClasses classes) {
    Map<String, Set<String>> imports = new TreeMap<>();
    for (JavaClass type : classes) {
      if (module(type).isPresent() && !type.getSimpleName().equals("package-info")) {
        Set<String> used = imports.computeIfAbsent(module(type).get(), m -> new TreeSet<>());
        type.getDirectDependenciesFromSelf()
            .forEach(dependency -> module(dependency.getTargetClass()).ifPresent(used::add));
      }
    }
    return imports;
  }

  private static Optional<String> module(JavaClass type) {
    String name = type.getBaseComponentType().getPackageName();
    return name.startsWith("onestop.") ? Optional.of(name.split("\\.")[1]) : Optional.empty();
  }

  @Test
  void seesAPlantedEdgeThatNobodyUses() {
    ModuleMap planted =
        ModuleMap.read("```map\nF0 kernel -\nF1 sla kernel\nF2 inbox kernel sla\n```");
    assertThat(planted.unused(Map.of("sla", Set.of("kernel"), "inbox", Set.of("sla"))))
        .containsExactly("inbox does not use kernel");
  }

  @Test
  void everyPackageIsNullMarked() {
    assertThat(
            House.sources().stream()
                .filter(s -> s.name().endsWith("/package-info.java") && s.isMain())
                .filter(s -> !s.text().contains("NullMarked"))
                .map(SourceFile::name))
        .isEmpty();
  }

  @Test
  void onlyEngineKnowsCamunda() {
    ONLY_ENGINE_KNOWS_CAMUNDA.check(House.mainClasses());
  }

  @Test
  void algorithmsKnowNoFrameworkNoDatabaseAndNoEngine() {
    ALGORITHMS_ARE_PLAIN.check(House.mainClasses());
  }

  @Test
  void pureTypesOfCalendarSlaAndLedgerTouchNoSpringAndNoSql() {
    PURE_TYPES_STAY_PURE.check(House.mainClasses());
  }

  @Test
  void seesAPlantedUpwardLook() {
    ModuleMap planted =
        ModuleMap.read("```map\nF0 kernel -\nF1 sla kernel apologies\nF2 apologies sla\n```");
    assertThat(planted.upwardLooks()).containsExactly("sla looks up or sideways at apologies");
  }

  @Test
  void seesAPlantedUseOfTheEngine() {
    var planted = new ClassFileImporter().importPackagesOf(PlantedFaults.class);
    assertThatThrownBy(() -> ONLY_ENGINE_KNOWS_CAMUNDA.check(planted))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("KnowsCamunda");
  }

  @Test
  void everyAnswerToWhereToLookIsAFile() {
    String page = House.text("docs/ARCHITECTURE.md");
    String answers =
        page.substring(page.indexOf("## Where to look"), page.indexOf("## What holds it together"));
    assertThat(Pattern.compile("`([\\w/]+\\.(?:java|md|sql))`").matcher(answers).results())
        .extracting(answer -> answer.group(1))
        .hasSizeGreaterThan(10)
        .allSatisfy(
            file ->
                assertThat(
                        House.text(
                            file.matches("(docs|src)/.*") ? file : "src/main/java/onestop/" + file))
                    .isNotBlank());
  }

  @Test
  void seesAPlantedUseOfSpringInAPlainType() {
    var planted = new ClassFileImporter().importPackagesOf(PlantedFaults.class);
    ArchRule rule =
        noClasses()
            .that(DescribedPredicate.not(OUTSPOKEN))
            .should()
            .dependOnClassesThat(FRAMEWORK_OR_SQL);
    assertThatThrownBy(() -> rule.check(planted))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("ReadsSql")
        .message()
        .doesNotContain("SaysItIsABean")
        .doesNotContain("PlainStore");
  }

  private static DescribedPredicate<JavaClass> resideInAnyOf(String... packages) {
    return DescribedPredicate.or(
        Arrays.stream(packages)
            .map(JavaClass.Predicates::resideInAPackage)
            .toArray(DescribedPredicate[]::new));
  }
}
