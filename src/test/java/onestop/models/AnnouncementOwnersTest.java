package onestop.models;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import onestop.engine.Announcement;
import onestop.engine.AnnouncementOwner;
import onestop.procedures.AnnouncedStep;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** The application starts only where each announced step has one owner. */
@Tag("pure")
class AnnouncementOwnersTest {

  @Test
  void startsWithOneOwnerForEachStep() {
    List<String> all = ids(List.of(AnnouncedStep.values()));
    assertThatCode(() -> start(new Owner(all.subList(0, 4)), new Owner(all.subList(4, all.size()))))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @EnumSource(AnnouncedStep.class)
  void refusesToStartWhereNobodyOwnsTheStep(AnnouncedStep step) {
    List<String> others =
        ids(List.of(AnnouncedStep.values())).stream().filter(id -> !id.equals(step.id())).toList();
    assertThatThrownBy(() -> start(new Owner(others)))
        .hasMessageContaining("the announced step " + step.id() + " needs one owner and has []");
  }

  @ParameterizedTest
  @EnumSource(AnnouncedStep.class)
  void refusesToStartWhereTwoOwnTheStep(AnnouncedStep step) {
    assertThatThrownBy(
            () ->
                start(
                    new Owner(ids(List.of(AnnouncedStep.values()))), new Owner(List.of(step.id()))))
        .hasMessageContaining(step.id(), "Owner, ", "Owner]");
  }

  private static List<String> ids(List<AnnouncedStep> steps) {
    return steps.stream().map(AnnouncedStep::id).toList();
  }

  private static void start(Owner... owners) {
    StaticListableBeanFactory beans = new StaticListableBeanFactory();
    for (int i = 0; i < owners.length; i++) {
      beans.addBean("owner" + i, owners[i]);
    }
    new AnnouncementOwners(beans.getBeanProvider(AnnouncementOwner.class))
        .afterSingletonsInstantiated();
  }

  private record Owner(List<String> steps) implements AnnouncementOwner {
    @Override
    public boolean owns(String step) {
      return steps.contains(step);
    }

    @Override
    public void reached(Announcement announcement) {
      throw new AssertionError(announcement);
    }
  }
}
