package onestop.scenarios;

import onestop.apologies.Apologies;
import onestop.dossiers.Dossiers;
import onestop.engine.WorkItems;
import onestop.escalation.Escalations;
import onestop.sla.SlaClocks;
import org.springframework.context.ApplicationContext;

/** The parts of the application that a trial works with. */
record Town(ApplicationContext context) {
  Dossiers dossiers() {
    return context.getBean(Dossiers.class);
  }

  WorkItems workItems() {
    return context.getBean(WorkItems.class);
  }

  SlaClocks clocks() {
    return context.getBean(SlaClocks.class);
  }

  Apologies apologies() {
    return context.getBean(Apologies.class);
  }

  Escalations escalations() {
    return context.getBean(Escalations.class);
  }
}
