// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.describe;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.bpmn.Practice;
import io.millrace.bpmn.StepKind;
import io.millrace.bpmn.ValueStream;
import io.millrace.bpmn.ValueStreams;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class StreamDescriptionsTest {
  private final ValueStream gallery = Samples.gallery();
  private final ValueStream restore =
      ValueStreams.builtIn().find("restore-live-service").orElseThrow();

  @Test
  void shouldWriteAllFieldsOfTheTemplates() {
    // when
    String page = StreamDescriptions.of(List.of(gallery)).markdown();

    // then
    assertThat(page)
        .contains(
            "## Repair a bike\n\n`repair-bike`\n",
            "| Owned by | workshop manager |\n| Description and use case | Repairs what owners bring |\n",
            "| Demand | A bike is broken |\n| Trigger | owner brings a bike |\n",
            "| Outcomes | bike works |\n| Value created | owners ride again |\n",
            "| Estimated or target lead time | 2 days |\n",
            "#### 3 Repair the bike on the bench",
            """
            | Value stream | Repair a bike |
            | Step number | 3 |
            | Step name | Repair the bike on the bench |
            | Value chain activity | deliver and support |
            | Inputs | broken bike |
            | Outputs | – |
            | Desired outcomes | owner knows what comes |
            | Estimated or target lead time | 1 h 30 min |
            | Supporting practices | Service desk: listen |
            | Accountable | workshop manager |
            | Responsible | mechanic |
            | Consulted | – |
            | Informed | – |
            | Actions and tasks | look<br>ask |
            | Constraints | two benches |
            | Done by | several activities |
            | Board and lane | bench |
            | Results | done |
            | Control | passes to whoever does the step |
            | May not be done by | whoever asked for the work<br>whoever did step 1, Receive the bike from \
            its owner<br>whoever did this step for the work item before |
            | Adds value | yes |
            """,
            "| Done by | the step handler 'order-parts' |",
            "| Done by | the value stream 'fulfil-request', until resolved |",
            "| Reminders | an owner waits at the desk |",
            "| Touchpoint | owner |");
  }

  @Test
  void shouldWriteTheMapWithItsTotals() {
    assertThat(StreamDescriptions.of(List.of(gallery)).markdown())
        .contains(
            "| 1 | **Receive the bike from its owner** | deliver and support | 30 min | yes | owner |"
                + "  |\n",
            "|  | *wait:* Next morning, after 16 h |  |  |  |  |  |\n",
            "from steps 1, 2: responsible: front desk → mechanic<br>",
            "| Target of the stream | 2 days |\n| Targets of the steps, added up | 3 h |\n"
                + "| Of these, in steps that add value | 2 h |\n| Steps without a target | 4 |\n");
  }

  @Test
  void shouldKeepWhatFollowsClosingApartFromTheTargetOfTheStream() {
    assertThat(StreamDescriptions.of(List.of(restore)).markdown())
        .contains(
            "| Target of the stream | 1 day |\n| Targets of the steps until closed, added up | ",
            "\n| Targets of the steps after that | 10 days 2 h |\n");
  }

  @Test
  void shouldRollUpPracticesOverStreamsAndNameThoseThatNobodyNeeds() {
    // given
    List<ValueStream> streams = List.of(restore, gallery);

    // when
    PracticeUse use = PracticeUse.of(streams);
    String page = StreamDescriptions.of(streams).markdown();

    // then: the five variants of step 3 count once
    assertThat(use.of(Practice.SCM)).hasSize(5);
    assertThat(use.of(Practice.DSK)).hasSize(7 + 4);
    assertThat(use.of(Practice.DSK).get(10).purpose())
        .isEqualTo("Repair a bike, step 4: Charge the owner");
    assertThat(use.notNeeded()).contains(Practice.OCM).doesNotContain(Practice.SCM);
    assertThat(use.needed()).hasSize(Practice.values().length - use.notNeeded().size());
    assertThat(page)
        .contains("| **Service configuration management** (SCM) | 5 | configuration item data |")
        .contains("No step of these streams needs: Architecture management, ");
  }

  @Test
  void shouldRollUpConfigurationManagementOverDevelopmentAndRestoration() {
    // given
    ValueStream develop = ValueStreams.builtIn().find("develop-new-service").orElseThrow();

    // when
    List<PracticeUse.Contribution> contributions =
        PracticeUse.of(List.of(develop, restore)).of(Practice.SCM);

    // then: D1 to D6, R2 to R5 and R7
    assertThat(contributions)
        .extracting(one -> (one.stream().equals(develop) ? "D" : "R") + one.number())
        .containsExactly("D1", "D2", "D3", "D4", "D5", "D6", "R2", "R3", "R4", "R5", "R7");
  }

  @Test
  void shouldWriteOneHtmlPageThatNeedsNothingElse() {
    // when
    String page = StreamDescriptions.of(List.of(restore, gallery)).html();
    Document document = Documents.parse(page);

    // then
    assertThat(page).startsWith("<!DOCTYPE html>").doesNotContain("<script").doesNotContain("src=");
    assertThat(Documents.named(document, "svg")).hasSize(2);
    assertThat(Documents.named(document, "style")).hasSize(1);
    assertThat(Documents.named(document, "h4")).hasSize(restore.steps().size() + 4);
    assertThat(Documents.named(document, "a"))
        .allSatisfy(link -> assertThat(link.getAttribute("href")).startsWith("#"));
    Set<String> ids = new TreeSet<>();
    for (Element element : Documents.all(document)) {
      String id = element.getAttribute("id");
      assertThat(id.isEmpty() || ids.add(id)).as(id).isTrue();
    }
    assertThat(Documents.named(document, "a"))
        .allSatisfy(link -> assertThat(ids).contains(link.getAttribute("href").substring(1)));
  }

  @Test
  void shouldSayInHtmlThatThereIsNoPicture() {
    String xml =
        "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'>"
            + "<process id='made' isExecutable='true'><startEvent id='s' /></process></definitions>";
    assertThat(StreamDescriptions.of(List.of(Samples.of(xml))).html())
        .contains("The model does not say where things are, so there is no picture.");
  }

  @Test
  void shouldEscapeHostileTextsEverywhere() {
    // given
    String xml =
        """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">
          <process id="made" isExecutable="true"><startEvent id="s" /><userTask id="t" />
          <exclusiveGateway id="g" name="&lt;script>q&lt;/script>" />
          <sequenceFlow id="a" sourceRef="s" targetRef="t" />
          <sequenceFlow id="b" sourceRef="t" targetRef="g" />
          <sequenceFlow id="c" sourceRef="g" targetRef="t" name="&lt;script>c&lt;/script>" />
          <sequenceFlow id="d" sourceRef="g" targetRef="e" />
          <endEvent id="e" name="&lt;script>e&lt;/script>" /></process>
        </definitions>
        """;
    String evil = "<script>x</script>|`";
    ValueStream stream = Samples.of(xml, Samples.step("t", evil, 1, StepKind.HUMAN, evil, null));

    // when
    StreamDescriptions descriptions = StreamDescriptions.of(List.of(stream));

    // then
    assertThat(descriptions.html()).doesNotContain("<script").contains("&lt;script&gt;c");
    assertThat(descriptions.markdown()).doesNotContain("<script").contains("&lt;script&gt;c");
    assertThat(Documents.named(Documents.parse(descriptions.html()), "h4").get(0).getTextContent())
        .isEqualTo("1 " + evil);
  }
}
