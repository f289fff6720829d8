package onestop.agencies;

import java.util.Locale;
import java.util.Optional;

/** The roles of officers; models name roles in lower case, as returned by {@link #code()}. */
public enum Role {
  /** Takes dossiers in and hands results out. */
  DESK_OFFICER,
  /** Appraises dossiers. */
  SPECIALIST,
  /** Heads the specialists of one unit. */
  UNIT_HEAD,
  /** Signs for the agency. */
  HEAD_OF_AGENCY,
  /** Keeps numbers, seals and archives. */
  RECORDS_CLERK,
  /** Takes fees and duties. */
  FINANCE_OFFICER,
  /** Reads everything, changes nothing. */
  AUDITOR,
  /** Edits process models. */
  DESIGNER,
  /** Runs the system. */
  OPERATOR,
  /** Manages agencies, officers and roles. */
  ADMINISTRATOR;

  /** The name used in process models, for example {@code desk_officer}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether holders of the role end steps of dossiers, so that a model may name it. */
  public boolean worksOnDossiers() {
    return switch (this) {
      case DESK_OFFICER, SPECIALIST, UNIT_HEAD, HEAD_OF_AGENCY, RECORDS_CLERK, FINANCE_OFFICER ->
          true;
      case AUDITOR, DESIGNER, OPERATOR, ADMINISTRATOR -> false;
    };
  }

  /** The role with this code; empty if there is none. */
  public static Optional<Role> ofCode(String code) {
    for (Role role : values()) {
      if (role.code().equals(code)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
