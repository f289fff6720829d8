package onestop.kernel;

import java.util.Objects;

/** The author of an act: every event names exactly one. */
public sealed interface Actor {

  /** The name on record: login, applicant's name or automaton's name. */
  String name();

  /** The kind as stored: {@code OFFICER}, {@code APPLICANT} or {@code AUTOMATON}. */
  String kind();

  /** A person in the service of an agency. */
  record Officer(OfficerId id, AgencyCode agency) implements Actor {
    public Officer {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(agency, "agency");
    }

    @Override
    public String name() {
      return id.value();
    }

    @Override
    public String kind() {
      return "OFFICER";
    }
  }

  /** The citizen or organisation whose dossier it is. */
  record Applicant(String name) implements Actor {
    public Applicant {
      Objects.requireNonNull(name, "name");
    }

    @Override
    public String kind() {
      return "APPLICANT";
    }
  }

  /** An automatic rule of the system: a timer, a sweep, an import. */
  record Automaton(String name) implements Actor {
    public Automaton {
      Objects.requireNonNull(name, "name");
    }

    @Override
    public String kind() {
      return "AUTOMATON";
    }
  }
}
