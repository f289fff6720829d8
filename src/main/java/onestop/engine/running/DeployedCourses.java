package onestop.engine.running;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import onestop.engine.Course;
import onestop.engine.Courses;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.RepositoryServiceImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Reads courses from deployed models. */
@Service
final class DeployedCourses implements Courses {
  private final RepositoryService repository;

  /** By the id of a deployed version, which never changes. */
  private final Map<String, Course> read = new ConcurrentHashMap<>();

  DeployedCourses(RepositoryService repository) {
    this.repository = repository;
  }

  @Override
  public Course of(String processKey) {
    @Nullable ProcessDefinition newest =
        repository
            .createProcessDefinitionQuery()
            .processDefinitionKey(processKey)
            .latestVersion()
            .singleResult();
    return newest == null
        ? new Course(Map.of())
        : read.computeIfAbsent(newest.getId(), this::course);
  }

  private Course course(String version) {
    ProcessDefinitionEntity model =
        (ProcessDefinitionEntity)
            ((RepositoryServiceImpl) repository).getDeployedProcessDefinition(version);
    Map<String, Course.Step> steps = new HashMap<>();
    for (StepDefinition step : StepDefinitions.all(model)) {
      steps.put(
          step.step(),
          new Course.Step(step.side(), step.allotted(), step.normalOutcome(), step.place()));
    }
    return new Course(steps);
  }
}
