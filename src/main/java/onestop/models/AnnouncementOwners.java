package onestop.models;

import java.util.List;
import onestop.engine.AnnouncementOwner;
import onestop.procedures.AnnouncedStep;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** Refuses to start an application in which an announced step has no owner, or two. */
@Component
final class AnnouncementOwners implements SmartInitializingSingleton {
  private final ObjectProvider<AnnouncementOwner> owners;

  AnnouncementOwners(ObjectProvider<AnnouncementOwner> owners) {
    this.owners = owners;
  }

  @Override
  public void afterSingletonsInstantiated() {
    List<AnnouncementOwner> all = owners.stream().toList();
    for (AnnouncedStep step : AnnouncedStep.values()) {
      List<String> found =
          all.stream()
              .filter(owner -> owner.owns(step.id()))
              .map(owner -> owner.getClass().getName())
              .sorted()
              .toList();
      if (found.size() != 1) {
        throw new IllegalStateException(
            "the announced step " + step.id() + " needs one owner and has " + found);
      }
    }
  }
}
