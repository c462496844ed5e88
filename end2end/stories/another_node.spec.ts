// Two servers on one database: what is logged at one moves the board that is open at the other.
import { expect, test } from '../support/fixtures';
import { anotherNode, sharable } from '../support/node';
import { person } from '../support/people';
import * as manager from './steps/manager';
import * as patient from './steps/patient';

test('a reading logged on one node moves a tile on the other', async ({ browser }) => {
  test.skip(!sharable, 'one server alone may write to a database in a file');
  const other = await anotherNode();
  try {
    const board = await manager.givenTheBoardIsOpen(browser, other.site);
    const before = await manager.figures(board);

    const phone = await person(browser, 'Zainab Hussain');
    await patient.whenSheChecksIn(phone, { peakFlow: '385', daytime: 'none' });
    await expect(phone).toHaveURL(/\/my$/);

    await manager.thenTheBoardMovesByItself(board, before, ['Active this week']);
    await board.close();
  } finally {
    await other.end();
  }
});
