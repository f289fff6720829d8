package onestop.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.stream.Stream;
import onestop.house.planted.PlantedFaults;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;

/**
 * A class has few collaborators, and hides none in a bag: what a constructor takes, settings apart,
 * is counted; a record is a value and no component, and does not only pass components along.
 */
@Tag("pure")
class CollaboratorsTest {
  private static final int MOST = 7;

  @Test
  void everyComponentHasFewCollaborators() {
    JavaClasses main = House.mainClasses();
    assertThat(main.stream().filter(House::isComponent).count()).isGreaterThan(200);
    assertThat(tooMany(main)).isEmpty();
  }

  @Test
  void noRecordIsABagOfComponents() {
    assertThat(bags(House.mainClasses())).isEmpty();
  }

  @Test
  void seesPlantedFaults() {
    JavaClasses planted = new ClassFileImporter().importPackagesOf(PlantedFaults.class);
    assertThat(tooMany(planted))
        .containsExactly("PlantedFaults$HasEightCollaborators has 8 collaborators");
    assertThat(bags(planted))
        .containsExactlyInAnyOrder(
            "PlantedFaults$IsABagByAnnotation is a record and a component",
            "PlantedFaults$IsABagByContent only passes components along");
  }

  private static List<String> tooMany(JavaClasses classes) {
    return classes.stream()
        .filter(House::isComponent)
        .flatMap(type -> type.getConstructors().stream())
        .filter(constructor -> collaborators(constructor) > MOST)
        .map(
            constructor ->
                name(constructor.getOwner())
                    + " has "
                    + collaborators(constructor)
                    + " collaborators")
        .sorted()
        .toList();
  }

  private static long collaborators(JavaConstructor constructor) {
    return constructor.getParameters().stream()
        .filter(parameter -> !parameter.isAnnotatedWith(Value.class))
        .count();
  }

  private static List<String> bags(JavaClasses classes) {
    return classes.stream()
        .filter(type -> type.isRecord())
        .flatMap(
            type ->
                House.isComponent(type)
                    ? Stream.of(name(type) + " is a record and a component")
                    : components(type) > 1
                        ? Stream.of(name(type) + " only passes components along")
                        : Stream.of())
        .sorted()
        .toList();
  }

  /** The number of a record's components that are Spring components, if all are; otherwise 0. */
  private static int components(JavaClass type) {
    List<JavaField> fields =
        type.getFields().stream()
            .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
            .toList();
    return fields.stream().allMatch(field -> House.isComponent(field.getRawType()))
        ? fields.size()
        : 0;
  }

  private static String name(JavaClass type) {
    return type.getName().replaceAll(".*\\.", "");
  }
}
