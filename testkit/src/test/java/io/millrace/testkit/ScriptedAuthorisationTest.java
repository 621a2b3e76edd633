// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.Action;
import io.millrace.model.Caller;
import io.millrace.model.Resource;
import io.millrace.plugin.port.Authorisation;
import io.millrace.plugin.port.Authorisation.Question;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The stub keeps the contract of its port. */
class ScriptedAuthorisationTest extends AuthorisationContract {
  private static final Caller ANN = new Caller("acme", "ann");
  private static final Resource MINE = new Resource(Resource.Type.WORK_ITEM, "INC-1");

  @Override
  protected Authorisation authorisation() {
    return new ScriptedAuthorisation()
        .allow(ANN, Action.COMPLETE, MINE.type(), MINE.id())
        .allow(ANN, Action.SEARCH);
  }

  @Override
  protected Question allowed() {
    return new Question(ANN, Action.COMPLETE, List.of(MINE));
  }

  @Override
  protected Resource denied() {
    return new Resource(Resource.Type.WORK_ITEM, "INC-2");
  }

  @Test
  void shouldRememberWhatItWasAskedAndTakeRightsBack() {
    ScriptedAuthorisation authorisation = new ScriptedAuthorisation().allowAll(ANN);

    assertThat(authorisation.decide(allowed()).allowed()).isTrue();
    assertThat(authorisation.revoke(ANN).decide(allowed()).allowed()).isFalse();
    assertThat(authorisation.questions()).containsExactly(allowed(), allowed());
  }

  @Test
  void shouldFailWhenTold() {
    assertThatThrownBy(() -> new ScriptedAuthorisation().failing(true).decide(allowed()))
        .hasMessage("the authorisation was told to fail");
  }
}
