package onestop.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import onestop.incidents.IncidentKind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every kind of incident has one owner, one stored name and its line for operators. */
@Tag("pure")
class IncidentKindsTest {
  private static List<String> names() {
    return House.mainClasses().stream()
        .filter(type -> type.isEnum() && type.isAssignableTo(IncidentKind.class))
        .flatMap(type -> Arrays.stream(type.reflect().getEnumConstants()))
        .map(kind -> ((IncidentKind) kind).name())
        .toList();
  }

  @Test
  void noTwoHaveOneName() {
    assertThat(names()).hasSizeGreaterThan(9).doesNotHaveDuplicates();
  }

  @Test
  void eachStandsOnTheOperatorsPage() {
    String page = House.text("docs/operating.md");
    assertThat(names()).allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
  }
}
