package onestop.engine.running;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import onestop.engine.Announcement;
import onestop.engine.AnnouncementOwner;
import onestop.engine.EngineClock;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.springframework.beans.factory.ObjectProvider;

/** The only delegate in every model: passes the step that was reached to its owner. */
public final class Announce implements JavaDelegate {
  private final ObjectProvider<AnnouncementOwner> owners;
  private final EngineClock clock;
  private final Payloads payloads;
  private final Map<String, AnnouncementOwner> ownerOf = new ConcurrentHashMap<>();

  public Announce(ObjectProvider<AnnouncementOwner> owners, EngineClock clock, Payloads payloads) {
    this.owners = owners;
    this.clock = clock;
    this.payloads = payloads;
  }

  @Override
  public void execute(DelegateExecution execution) {
    DossierCode dossier = new DossierCode(execution.getProcessBusinessKey());
    String step = execution.getCurrentActivityId();
    ownerOf
        .computeIfAbsent(step, this::owner)
        .reached(
            new Announcement(
                step,
                dossier,
                payloads.of(dossier),
                ((ExecutionEntity) execution).getProcessDefinition().getKey(),
                clock.now()));
  }

  private AnnouncementOwner owner(String step) {
    List<AnnouncementOwner> found = owners.stream().filter(owner -> owner.owns(step)).toList();
    if (found.size() != 1) {
      throw Failure.of(
          Failure.Kind.LOST_RESOURCE,
          "engine",
          "step-without-owner",
          "step",
          step,
          "owners",
          found.size());
    }
    return found.get(0);
  }
}
